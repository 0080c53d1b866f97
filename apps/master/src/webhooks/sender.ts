import { Agent, request } from 'undici';
import { type WebhookConfig } from '../config/master-config.js';
import { VERSION } from '../version.js';
import { retryAfterMs } from './backoff.js';
import { FORMATS } from './formats/formats.js';
import { type Message } from './formats/format.js';
import { signature } from './signature.js';

/** What came of one attempt. `refused`: this body is not taken, and would not be the next time. */
export interface Outcome {
  result: 'delivered' | 'failed' | 'refused';
  /** null: there was no reply. */
  status: number | null;
  /** In words, without anything that the receiver or the config said; null: delivered. */
  error: string | null;
  /** 0: the receiver asks for none. */
  retryAfterMs: number;
}

/** The request is at fault, and not who sends it or when. */
const REFUSES_BODY = new Set([400, 413, 415, 422]);
const MAX_REPLY_BYTES = 16 * 1024;

/** Posts to one webhook, over one connection that is kept. */
export class Sender {
  private readonly agent: Agent;

  constructor(private readonly config: WebhookConfig) {
    const { ca, timeoutMs } = config;
    this.agent = new Agent({
      connections: 1,
      pipelining: 1,
      connect: { timeout: timeoutMs, ...(ca === undefined ? {} : { ca }) },
    });
  }

  /** One attempt. Never rejects. */
  async send(message: Message, ended: AbortSignal): Promise<Outcome> {
    const { url, timeoutMs } = this.config;
    const body = JSON.stringify(FORMATS[this.config.format](message));
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const reply = await request(url, {
        method: 'POST',
        headers: this.headers(message, body),
        body,
        dispatcher: this.agent,
        signal: AbortSignal.any([deadline, ended]),
      });
      // Read so that the connection can be used again; what it says interests nobody, and may repeat a secret.
      await reply.body.dump({ limit: MAX_REPLY_BYTES }).catch(() => {});
      return outcomeOf(reply.statusCode, retryAfterMs(single(reply.headers['retry-after']), Date.now()));
    } catch (error) {
      const words = deadline.aborted ? `no reply within ${timeoutMs / 1000} s` : this.reasonOf(error);
      return { result: 'failed', status: null, error: words, retryAfterMs: 0 };
    }
  }

  /** Lets go of the connection, once what is under way is over. */
  close(): void {
    void this.agent.close().catch(() => {});
  }

  private headers(message: Message, body: string): Record<string, string> {
    const { headers, secret } = this.config;
    return {
      ...headers,
      'user-agent': headers['user-agent'] ?? `failover-dns/${VERSION}`,
      'content-type': 'application/json',
      'x-failover-event': message.kind,
      'x-failover-id': String(message.id),
      'idempotency-key': String(message.id),
      ...(secret === undefined ? {} : signature(secret, body, new Date())),
    };
  }

  /** Errors of the network name hosts, addresses and ports alone; to be sure, never the path of the URL. */
  private reasonOf(error: unknown): string {
    const { message, code, name } = error as NodeJS.ErrnoException;
    const text = message || code || name;
    const { pathname, search } = new URL(this.config.url);
    return [search, pathname].reduce((rest, secret) => (secret.length > 1 ? rest.replaceAll(secret, '…') : rest), text);
  }
}

function outcomeOf(status: number, retryAfter: number): Outcome {
  if (status >= 200 && status < 300) return { result: 'delivered', status, error: null, retryAfterMs: 0 };
  const moved = status >= 300 && status < 400 ? ' (redirects are not followed)' : '';
  const result = REFUSES_BODY.has(status) ? 'refused' : 'failed';
  return { result, status, error: `the receiver answers ${status}${moved}`, retryAfterMs: retryAfter };
}

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);
