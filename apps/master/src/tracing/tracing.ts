import { type INestApplication } from '@nestjs/common';
import { context, type Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type FastifyInstance } from 'fastify';
import { VERSION } from '../version.js';
import { samplerOf } from './sampler.js';
import { traceRequests } from './requests.js';
import { STAGES } from './stages.js';
import { traceStages } from './trace-stages.js';

const SERVICE = 'failover-master';
const SAID_EVERY_MS = 60_000;
/** What is not sent by then is lost. */
const END_WITHIN_MS = 1000;

/** Spans of the stages of the mission, sent by OTLP over HTTP. Loaded only when the environment asks for it. */
export class Tracing {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;
  private saidAt = Number.NEGATIVE_INFINITY;

  constructor(
    env: NodeJS.ProcessEnv,
    private readonly warn: (text: string) => void,
  ) {
    setGlobalErrorHandler((error) => this.say(error));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const own = resourceFromAttributes({ 'service.name': SERVICE, 'service.version': VERSION });
    const told = detectResources({ detectors: [envDetector, serviceNameEnvDetector] });
    this.provider = new TracerProvider({
      resource: defaultResource().merge(own).merge(told),
      sampler: samplerOf(env, warn),
      spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
    });
    this.tracer = this.provider.getTracer('failover-dns', VERSION);
  }

  /** Before it listens. */
  follow(app: INestApplication): void {
    const http = app.getHttpAdapter().getInstance() as FastifyInstance;
    traceRequests(http, this.tracer);
    traceStages(app, STAGES, this.tracer);
    http.addHook('onClose', () => this.end());
  }

  private async end(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, END_WITHIN_MS);
    await Promise.race([this.provider.shutdown().catch(() => {}), promise]);
    clearTimeout(timer);
  }

  /** Once a minute. */
  private say(error: unknown): void {
    const now = performance.now();
    if (now < this.saidAt + SAID_EVERY_MS) return;
    this.saidAt = now;
    const { message, code } = error as NodeJS.ErrnoException;
    this.warn(`traces are not taken: ${message || code || 'no reply'}`);
  }
}
