import { createServer, type Server, type Socket } from 'node:net';
import { type Client } from '../query/client.js';
import { type Responder } from '../query/responder.js';
import { COUNTER } from '../stats/counters.js';
import { type ListenAddress } from '../types.js';
import { Connection } from './connection.js';

export interface TcpOptions {
  responder: Responder;
  counters: Float64Array;
  clock: boolean;
  /** Of this worker. */
  maxConnections: number;
  maxPerClient: number;
  idleMs: number;
  /** How long a message may take from its first byte to its last. */
  deadlineMs: number;
  onFault: (message: string) => void;
}

/** All TCP connections of a worker, the one that was idle for longest first (RFC 7766 §6.2). */
export class TcpConnections {
  readonly options: TcpOptions;
  /** Insertion order is the order of last activity. */
  private readonly connections = new Set<Connection>();
  private readonly perClient = new Map<string, number>();
  private readonly servers: Server[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(options: TcpOptions) {
    this.options = options;
    const interval = Math.min(1000, Math.max(10, Math.min(options.idleMs, options.deadlineMs) / 4));
    this.timer = setInterval(() => this.sweep(performance.now()), interval);
  }

  /** Binds one listening socket. Rejects with Node's error of `listen`. */
  listen({ address, port }: ListenAddress): Promise<Server> {
    const ipv6 = address.includes(':');
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.accept(socket, ipv6));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address, port, reusePort: true, ipv6Only: ipv6, backlog: 1024 }, () => {
        server.off('error', reject);
        server.on('error', (error) => this.options.onFault(`TCP ${address}: ${error.message}`));
        this.servers.push(server);
        resolve(server);
      });
    });
  }

  close(): void {
    clearInterval(this.timer);
    for (const server of this.servers) server.close();
    for (const connection of this.connections) connection.destroy();
  }

  private accept(socket: Socket, ipv6: boolean): void {
    const { counters, maxConnections, maxPerClient, clock, responder } = this.options;
    const address = socket.remoteAddress;
    // Gone before it was accepted.
    if (address === undefined || socket.remotePort === 0) return void socket.destroy();
    counters[COUNTER.TCP_ACCEPTED]!++;
    const mine = this.perClient.get(address) ?? 0;
    if (mine >= maxPerClient && !this.makeRoom(address)) return this.cut(socket);
    if (this.connections.size >= maxConnections && !this.makeRoom()) return this.cut(socket);
    const client: Client = { udp: false, ipv6, address, now: 0 };
    const connection: Connection = new Connection(socket, client, {
      responder,
      clock,
      onActive: () => {
        this.connections.delete(connection);
        this.connections.add(connection);
      },
      onClose: () => this.forget(connection),
    });
    this.connections.add(connection);
    this.perClient.set(address, (this.perClient.get(address) ?? 0) + 1);
    counters[COUNTER.TCP_OPEN]!++;
  }

  /** Closes the connection, of one client if given, that was idle for longest; false if all are at work. */
  private makeRoom(address?: string): boolean {
    for (const connection of this.connections) {
      if (connection.isBusy || (address !== undefined && connection.client.address !== address)) continue;
      this.options.counters[COUNTER.TCP_CUT]!++;
      this.forget(connection);
      connection.destroy();
      return true;
    }
    return false;
  }

  private cut(socket: Socket): void {
    this.options.counters[COUNTER.TCP_CUT]!++;
    socket.destroy();
  }

  private forget(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    this.options.counters[COUNTER.TCP_OPEN]!--;
    const { address } = connection.client;
    const left = this.perClient.get(address)! - 1;
    if (left) this.perClient.set(address, left);
    else this.perClient.delete(address);
  }

  private sweep(now: number): void {
    const { idleMs, deadlineMs, counters } = this.options;
    for (const connection of this.connections) {
      const isLate = connection.messageSince > 0 && now - connection.messageSince > deadlineMs;
      if (!isLate && now - connection.activeAt < idleMs) continue;
      if (isLate) counters[COUNTER.TCP_CUT]!++;
      this.forget(connection);
      connection.destroy();
    }
  }
}
