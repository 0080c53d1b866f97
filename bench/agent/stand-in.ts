import { createServer } from 'node:http';
import { once } from 'node:events';
import { type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface TaskShape {
  check_name: string;
  domain: string;
  target_ip: string;
  port: number;
  type: string;
  timeout_sec: number;
  interval_sec: number;
}

interface Arrived {
  check: string;
  /** From the end of the check, by its timestamp, to here. */
  delayMs: number;
}

/** A master that hands out tasks and notes when reports arrive. It can die and come back. */
export class StandIn {
  arrived: Arrived[] = [];
  bytes = 0;
  requests = 0;
  private server = createServer();
  private readonly sockets = new Set<Socket>();
  private version = '"1"';

  private readonly port: number;
  private tasks: TaskShape[];

  constructor(port: number, tasks: TaskShape[]) {
    this.port = port;
    this.tasks = tasks;
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = { etag: this.version, 'accept-encoding': 'gzip', 'x-failover-clock': performance.now().toFixed(1) };
        if (request.method === 'POST')
          return void response.end(this.take(Buffer.concat(chunks), request.headers['content-encoding']));
        const held = request.headers['if-none-match'] === this.version;
        response.writeHead(held ? 304 : 200, headers).end(held ? undefined : JSON.stringify({ tasks: this.tasks }));
      });
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Another set of tasks, which agents hear of by the next reply. */
  change(tasks: TaskShape[]): void {
    this.tasks = tasks;
    this.version = `"${Number(this.version.slice(1, -1)) + 1}"`;
  }

  private take(body: Buffer, coding: string | undefined): string {
    const now = Date.now();
    this.bytes += body.length;
    this.requests++;
    const { reports } = JSON.parse((coding === 'gzip' ? gunzipSync(body) : body).toString()) as {
      reports: { check_name: string; timestamp: string }[];
    };
    for (const { check_name, timestamp } of reports)
      this.arrived.push({ check: check_name, delayMs: now - Date.parse(timestamp) });
    return JSON.stringify({ accepted: reports.length, rejected: [], tasks_version: this.version });
  }
}
