import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { type World } from './world.js';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: unknown;
  at: number;
  /** The port that it came from: the same for as long as a connection is kept. */
  from: number;
}

type Answer = (response: ServerResponse, count: number) => void;

const NO_CONTENT: Answer = (response) => void response.writeHead(204).end();

/** An HTTP server on loopback that notes what it is sent; it answers 204 until it is told otherwise. */
export class Receiver {
  readonly requests: Received[] = [];
  answer: Answer = NO_CONTENT;

  private constructor(
    private readonly make: () => Server,
    private server: Server,
    readonly port: number,
    private readonly scheme: string,
  ) {}

  static async start(world: World, tls?: { cert: string; key: string }): Promise<Receiver> {
    const make = () => {
      const server = tls ? createTlsServer(tls) : createServer();
      server.on('request', (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const { method = '', url: path = '', headers } = request;
          const from = request.socket.remotePort ?? 0;
          receiver.requests.push({ method, path, headers, text, body: parsed(text), at: performance.now(), from });
          receiver.answer(response, receiver.requests.length);
        });
      });
      return server;
    };
    const server = await listening(make(), 0);
    const receiver = new Receiver(make, server, (server.address() as AddressInfo).port, tls ? 'https' : 'http');
    world.onClose(() => receiver.stop());
    return receiver;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  /** Connections are refused from now on. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((done) => this.server.close(done));
  }

  /** At the same port. */
  async back(): Promise<void> {
    this.server = await listening(this.make(), this.port);
  }

  /** Answers so from now on. */
  always(status: number, headers: Record<string, string> = {}): void {
    this.answer = (response) => void response.writeHead(status, headers).end('s3cret-of-the-receiver');
  }
}

async function listening(server: Server, port: number): Promise<Server> {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
