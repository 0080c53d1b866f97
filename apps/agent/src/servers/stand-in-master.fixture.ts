import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { type ServerConfig } from '../config/sections.js';
import { Server } from './server.js';

export interface Asked {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  // The body as the master reads it: any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | 'never' | 'hang up';

/** A master of node:http alone. What it answers is a property, to be changed under way; it can die and come back on its port. */
export class StandInMaster {
  readonly asked: Asked[] = [];
  answer: (asked: Asked) => Answer = () => ({});
  #port = 0;
  readonly #sockets = new Set<Socket>();
  #server = this.#create();

  static async start(): Promise<StandInMaster> {
    const master = new StandInMaster();
    await master.start();
    onTestFinished(() => master.stop());
    return master;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#server = this.#create();
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** Bodies that came to that path, in their order. */
  bodiesOf(path: string): Asked['body'][] {
    return this.asked.filter(({ url }) => url.split('?')[0] === path).map(({ body }) => body);
  }

  #create() {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const sent = Buffer.concat(chunks);
        const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString();
        const { method = '', url = '', headers } = request;
        const asked = { method, url, headers, body: text === '' ? null : JSON.parse(text) };
        this.asked.push(asked);
        send(response, this.answer(asked));
      });
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    return server;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'never') return;
  if (answer === 'hang up') return void response.destroy();
  const { status = 200, body = {}, headers = {} } = answer;
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(status === 304 ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

/** That master as the agent knows it, and what is logged about it. */
export function serverAt(url: string, config: Partial<ServerConfig> = {}): { server: Server; lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const server = new Server({ name: 'server1', token: 'secret_token', tags: ['test'], ...config, url }, 'fra', {
    log: keep,
    warn: keep,
  });
  onTestFinished(() => server.connection.close());
  return { server, lines };
}
