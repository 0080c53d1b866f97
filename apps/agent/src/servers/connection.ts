import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Agent, request } from 'undici';
import { type ServerConfig } from '../config/sections.js';
import { VERSION } from '../version.js';
import { retryAfterMs } from './backoff.js';
import { connectorTo } from './tls.js';

export interface Reply {
  status: number;
  etag: string | null;
  retryAfterMs: number | null;
  body: string;
  takesGzip: boolean;
  /** What the master's clock showed, and between which moments of ours. */
  clock: { theirs: number; sentAt: number; receivedAt: number } | null;
}

const pack = promisify(gzip);
/** Less is not worth the work. */
const PACKED_FROM_BYTES = 4096;
const MAX_REPLY_BYTES = 16 * 1024 * 1024;
const TASKS_TIMEOUT_MS = 10_000;
const REPORTS_TIMEOUT_MS = 5_000;

/** What happens to a kept-alive connection that the master closed at the moment of sending. */
const STALE = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** The API of one master over connections of its own, kept alive. Throws only when no reply came; a status is the caller's to judge. */
export class Connection {
  readonly #agent: Agent;
  readonly #headers: Record<string, string>;
  /** The master said that it unpacks (RFC 7694); one from before that does not. */
  #takesGzip = false;

  constructor(
    private readonly server: ServerConfig,
    private readonly agentId: string,
  ) {
    this.#agent = new Agent({ connections: 6, connect: connectorTo(server) });
    this.#headers = { 'User-Agent': `failover-dns-agent/${VERSION}` };
    if (server.token) this.#headers['X-API-Key'] = server.token;
  }

  async tasks(etag: string | null): Promise<Reply> {
    const tags = this.server.tags.map(encodeURIComponent).join(',');
    const query = `tags=${tags}&agent_id=${encodeURIComponent(this.agentId)}`;
    const held = etag === null ? {} : { 'If-None-Match': etag };
    const reply = await this.#send('GET', `tasks?${query}`, TASKS_TIMEOUT_MS, held);
    this.#takesGzip = reply.takesGzip;
    return reply;
  }

  async post(resource: 'report' | 'reports', body: object): Promise<Reply> {
    const headers = { 'Content-Type': 'application/json' };
    const text = JSON.stringify(body);
    if (this.#takesGzip && text.length >= PACKED_FROM_BYTES) {
      const packed = { ...headers, 'Content-Encoding': 'gzip' };
      const reply = await this.#send('POST', resource, REPORTS_TIMEOUT_MS, packed, await pack(text, { level: 1 }));
      if (reply.status !== 400 && reply.status !== 415) return reply;
      // Perhaps it is no longer the master that said so.
      this.#takesGzip = false;
    }
    return this.#send('POST', resource, REPORTS_TIMEOUT_MS, headers, text);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #send(
    method: 'GET' | 'POST',
    resource: string,
    timeoutMs: number,
    headers: object,
    body?: string | Buffer,
    again = false,
  ): Promise<Reply> {
    const url = `${this.server.url.replace(/\/+$/, '')}/api/v1/${resource}`;
    const sentAt = performance.now();
    try {
      const reply = await request(url, {
        method,
        headers: { ...this.#headers, ...headers },
        body: body ?? null,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return {
        status: reply.statusCode,
        etag: single(reply.headers['etag']) ?? null,
        retryAfterMs: retryAfterMs(single(reply.headers['retry-after']), nowOf(single(reply.headers['date']))),
        takesGzip: /\bgzip\b/i.test(single(reply.headers['accept-encoding']) ?? ''),
        clock: clockOf(single(reply.headers['x-failover-clock']), sentAt),
        body: await readAll(reply.body),
      };
    } catch (cause) {
      // A report may be sent twice: its sequence number, or its being the newest, makes the second one harmless.
      if (again || !STALE.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
      return this.#send(method, resource, timeoutMs, headers, body, true);
    }
  }
}

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** The time of day by their clock where they tell it: ours may be wrong. */
const nowOf = (date: string | undefined): number => Date.parse(date ?? '') || Date.now();

function clockOf(header: string | undefined, sentAt: number): Reply['clock'] {
  const theirs = Number(header || NaN);
  return theirs >= 0 && theirs <= Number.MAX_SAFE_INTEGER ? { theirs, sentAt, receivedAt: performance.now() } : null;
}

async function readAll(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) throw new Error(`reply longer than ${MAX_REPLY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
