import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { compose, type Question, show } from '../query/desk.fixture.js';
import { type DnsServerOptions, type ListenAddress } from '../types.js';
import { DnsServer } from './dns-server.js';

/** A server on a port of its own choice, and what to do with it at the end. */
export function serverOf(options: Partial<DnsServerOptions> = {}): { server: DnsServer; faults: string[] } {
  const faults: string[] = [];
  const server = new DnsServer({
    listen: [{ address: '127.0.0.1', port: 0 }],
    workers: 1,
    maxUdpSize: 1232,
    tcp: { maxConnections: 100, idleSec: 10 },
    onFault: (message) => faults.push(message),
    ...options,
  });
  return { server, faults };
}

/** One question over UDP from a new socket; 'timeout' after ten seconds. */
export function askUdp({ address, port }: ListenAddress, text: string, question: Question = {}): Promise<string[]> {
  return sendUdp({ address, port }, compose(text, question)).then((reply) => (reply ? show(reply) : ['timeout']));
}

export function sendUdp({ address, port }: ListenAddress, query: Buffer, ms = 10_000): Promise<Buffer | undefined> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise<Buffer | undefined>((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    socket.once('error', reject);
    socket.once('message', (reply) => {
      clearTimeout(timer);
      resolve(reply);
    });
    socket.send(query, port, address);
  }).finally(() => socket.close());
}

/** A TCP client that counts lengths itself. */
export class TcpClient {
  readonly socket: Socket;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  private bytes = Buffer.alloc(0);
  private wake: () => void = () => undefined;
  private isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.on('close', () => {
        this.isClosed = true;
        this.wake();
        resolve();
      }),
    );
  }

  static open({ address, port }: ListenAddress): Promise<TcpClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: address, port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new TcpClient(socket)));
    });
  }

  /** The next reply; undefined when the connection ended before it. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const length = this.bytes.length >= 2 ? this.bytes.readUInt16BE(0) : Infinity;
      if (this.bytes.length - 2 >= length) {
        const reply = this.bytes.subarray(2, 2 + length);
        this.bytes = this.bytes.subarray(2 + length);
        return reply;
      }
      if (this.isClosed || this.socket.readableEnded) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.socket.once('end', resolve);
      });
    }
  }

  async ask(text: string): Promise<string[]> {
    this.socket.write(framed(compose(text)));
    const reply = await this.next();
    return reply ? show(reply) : ['closed'];
  }
}

/** A message with its length before it. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
