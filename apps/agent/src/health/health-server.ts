import { once } from 'node:events';
import { createServer, type Server as HttpServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AgentConfig } from '../config/agent-config.js';
import { ofTheProcess } from '../metrics/process-metrics.js';
import { Servers } from '../servers/servers.js';
import { Scheduler } from '../tasks/scheduler.js';

/** Where it listens unless told, so that one agent on a host is found there. */
const USUAL_PORT = 8001;

interface Page {
  status: number;
  type: string;
  text: string;
}

const json = (status: number, body: object): Page => ({ status, type: 'application/json', text: `${JSON.stringify(body)}\n` });

/** Tells how the agent is, on loopback unless told otherwise. It reads nothing that is sent, and changes nothing. */
@Injectable()
export class HealthServer implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger('health');
  #server: HttpServer | null = null;

  constructor(
    private readonly config: AgentConfig,
    private readonly servers: Servers,
    private readonly scheduler: Scheduler,
    private readonly registry: Registry,
  ) {}

  /** null: it does not listen. */
  get port(): number | null {
    return (this.#server?.address() as AddressInfo | null)?.port ?? null;
  }

  /** Before anything is at work: an address that cannot be listened on ends the start, and leaves nothing behind. */
  async onModuleInit(): Promise<void> {
    const { listen_ip, listen_port } = this.config.health;
    if (listen_port === 0) return;
    const server = createServer({ maxHeaderSize: 8192 }, ({ method = '', url = '' }, response) => {
      void this.#page(method, url.split('?')[0]!).then((page) => send(response, page, method));
    });
    // Someone who sends half a request must not keep the agent from ending, nor its memory.
    server.requestTimeout = 5000;
    server.maxConnections = 50;
    try {
      await once(server.listen(listen_port ?? USUAL_PORT, listen_ip), 'listening');
    } catch (cause) {
      if (listen_port !== undefined || (cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
      this.#log.warn(`${listen_ip} port ${USUAL_PORT} is in use: no /health and no /metrics (set health.listen_port)`);
      return;
    }
    this.#server = server;
    this.#log.log(`/health/live, /health/ready and /metrics at ${listen_ip} port ${this.port}`);
  }

  onApplicationShutdown(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #page(method: string, path: string): Promise<Page> {
    if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'method not allowed' });
    switch (path) {
      case '/health/live':
        return json(200, { status: 'ok' });
      case '/health/ready':
        return this.#readiness();
      case '/metrics':
        return { status: 200, type: this.registry.contentType, text: await this.#metrics() };
      default:
        return json(404, { status: 'not found; there are /health/live, /health/ready and /metrics' });
    }
  }

  async #metrics(): Promise<string> {
    return (await this.registry.metrics()) + (await ofTheProcess().metrics());
  }

  /** Ready: some master has said what to check, whether or not it is there now. */
  #readiness(): Page {
    const servers = this.servers.all.map((server) => ({
      name: server.name,
      reachable: !server.availability.isLost,
      tasks: this.scheduler.tasksOf(server),
    }));
    const ready = servers.some(({ tasks }) => tasks !== null);
    return json(ready ? 200 : 503, { status: ready ? 'ok' : 'no master has given tasks yet', servers });
  }
}

function send(response: ServerResponse, { status, type, text }: Page, method: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'content-length': Buffer.byteLength(text) });
  response.end(method === 'HEAD' ? undefined : text);
}
