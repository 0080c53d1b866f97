import {
  type Context,
  context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { type FastifyInstance, type FastifyRequest } from 'fastify';

/** Asked so often, by machines, that they would hide everything else. */
const SILENT = /^\/(health|metrics|docs)\b/;

/** A span for every request to the API; it goes on the trace of a caller that sends `traceparent`. */
export function traceRequests(http: FastifyInstance, tracer: Tracer): void {
  const propagator = new W3CTraceContextPropagator();
  const spans = new WeakMap<FastifyRequest, { span: Span; within: Context }>();

  http.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url;
    if (SILENT.test(request.url)) return done();
    const caller = propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
    const name = `${request.method} ${route ?? ''}`.trim();
    const attributes = { 'http.request.method': request.method, ...(route === undefined ? {} : { 'http.route': route }) };
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, caller);
    spans.set(request, { span, within: trace.setSpan(caller, span) });
    done();
  });
  // The body came in on the connection's own context: what is done with it belongs to the request.
  http.addHook('preValidation', (request, _reply, done) => {
    const known = spans.get(request);
    if (known) context.with(known.within, done);
    else done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request)?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
