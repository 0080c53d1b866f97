import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { freeAddress, freePort } from './ports.js';

export type Kind = 'tcp' | 'http' | 'https' | 'silent';

export interface TargetOptions {
  /** `silent` accepts connections and never says a word. */
  kind?: Kind;
  ip?: string;
  port?: number;
  certificate?: { key: string; cert: string };
}

/** A service in the test process that can die and come back at the same address. */
export class Target {
  private server: Server | undefined;
  private readonly open = new Set<Socket>();
  /** Connections (tcp) or requests (http) that were served. */
  served = 0;
  /** Status of the next HTTP replies. */
  status = 200;
  requests: { method: string; url: string; host: string | undefined }[] = [];

  private constructor(
    readonly kind: Kind,
    readonly ip: string,
    readonly port: number,
    private readonly certificate?: { key: string; cert: string },
  ) {}

  static async start(options: TargetOptions = {}): Promise<Target> {
    const { kind = 'tcp', ip = freeAddress(), port = await freePort(), certificate } = options;
    const target = new Target(kind, ip, port, certificate);
    await target.start();
    return target;
  }

  /** As a row of `monitor.targets`. */
  row(extra: Record<string, unknown> = {}) {
    return { ip: this.ip, port: this.port, ...extra };
  }

  async start(): Promise<void> {
    const server = this.create();
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.on('error', () => undefined).on('close', () => this.open.delete(socket));
    });
    server.listen(this.port, this.ip);
    await once(server, 'listening');
    this.server = server;
  }

  /** Closes the port and every open connection. */
  async stop(): Promise<void> {
    const server = this.server;
    if (!server) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.open) socket.resetAndDestroy();
    await closed;
  }

  private create(): Server {
    if (this.kind === 'tcp') {
      return createServer((socket) => {
        this.served++;
        socket.end();
      });
    }
    if (this.kind === 'silent') return createServer(() => this.served++);
    const server = this.kind === 'https' ? createHttps({ ...this.certificate }) : createHttp();
    server.on('request', (request, response) => {
      this.served++;
      this.requests.push({ method: request.method ?? '', url: request.url ?? '', host: request.headers.host });
      response.writeHead(this.status, { 'content-type': 'text/plain' }).end('here\n');
    });
    return server;
  }
}
