import { createServer } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { freePort } from './ports.js';
import { type World } from './world.js';

export interface RawReply {
  status: number;
  headers: string;
  body: string;
}

/** Sends one HTTP/1.1 request exactly as written, as the predecessor's agent (python-requests) does. */
export async function sendRaw(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<RawReply> {
  const lines = {
    Host: `127.0.0.1:${port}`,
    'User-Agent': 'python-requests/2.32.3',
    'Accept-Encoding': 'gzip, deflate',
    Accept: '*/*',
    Connection: 'close',
    ...(body ? { 'Content-Length': String(Buffer.byteLength(body)), 'Content-Type': 'application/json' } : {}),
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(5000, () => socket.destroy(new Error('no reply within 5 s')));
  socket.write(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`);
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  const [replyHead = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(replyHead.split(' ')[1]), headers: replyHead.toLowerCase(), body: rest.join('\r\n\r\n') };
}

/** The fields of a report that the predecessor's master knows, with what it takes. */
const REPORT_FIELDS: Record<string, (value: unknown) => boolean> = {
  agent_id: isString,
  timestamp: (value) => isString(value) && !Number.isNaN(Date.parse(value as string)),
  check_name: isString,
  domain: isString,
  type: isString,
  target_ip: isString,
  port: (value) => value === null || Number.isInteger(value),
  status: (value) => value === 'ok' || value === 'fail',
  latency_ms: (value) => value === null || typeof value === 'number',
  reason: (value) => value === null || isString(value),
};

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

export type OldTask = Record<'check_name' | 'domain' | 'target_ip' | 'type', string> & {
  port: number | null;
  timeout_sec: number;
  interval_sec: number;
};

/** The predecessor's master as an agent sees it: two routes, strict bodies, FastAPI's errors. */
export class PredecessorMaster {
  readonly reports: Record<string, unknown>[] = [];
  /** `POST /api/v1/reports 404` and the like, in order. */
  readonly log: string[] = [];
  /** Bodies that it refused, with the reason. */
  readonly refused: string[] = [];

  private constructor(
    readonly url: string,
    readonly token: string,
    public tasks: OldTask[],
  ) {}

  static async start(world: World, { token = 'secret', tasks = [] as OldTask[] } = {}): Promise<PredecessorMaster> {
    const port = await freePort();
    const master = new PredecessorMaster(`http://127.0.0.1:${port}`, token, tasks);
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const [status, reply] = master.answer(request.method ?? '', request.url ?? '', request.headers['x-api-key'], body);
        master.log.push(`${request.method} ${request.url} ${status}`);
        response.writeHead(status, { 'content-type': 'application/json', server: 'uvicorn' }).end(JSON.stringify(reply));
      });
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    world.onClose(() => {
      server.closeAllConnections();
      server.close();
    });
    return master;
  }

  private answer(method: string, url: string, key: unknown, body: string): [number, unknown] {
    const { pathname } = new URL(url, this.url);
    if (method === 'GET' && pathname === '/api/v1/tasks') return [200, { tasks: key === this.token ? this.tasks : [] }];
    if (method !== 'POST' || pathname !== '/api/v1/report') return [404, { detail: 'Not Found' }];
    if (key !== this.token) return [403, { detail: 'Forbidden' }];
    const fault = faultOf(body);
    if (fault) {
      this.refused.push(`${fault}: ${body}`);
      return [422, { detail: [{ loc: ['body'], msg: fault, type: 'value_error' }] }];
    }
    this.reports.push(JSON.parse(body) as Record<string, unknown>);
    return [200, { status: 'ok' }];
  }
}

function faultOf(body: string): string | undefined {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return 'no JSON';
  }
  const unknown = Object.keys(fields).find((key) => !(key in REPORT_FIELDS));
  if (unknown) return `extra field ${unknown}`;
  const wrong = Object.entries(REPORT_FIELDS).find(([key, fits]) => !fits(fields[key]));
  return wrong && `field ${wrong[0]}`;
}
