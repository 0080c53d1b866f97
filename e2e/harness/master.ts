import { addressesOf, dig, type DigOptions, type DigReply } from './dig.js';
import { type Exit, type Program } from './program.js';
import { until } from './until.js';

export interface HttpReply<Body> {
  status: number;
  type: string;
  headers: Headers;
  text: string;
  /** undefined when the text is no JSON. */
  body: Body;
}

/** A running master, asked from outside. */
export class Master {
  program: Program;
  readonly url: string;
  readonly dnsPort: number;
  readonly apiPort: number;
  /** Its config file. */
  readonly file: string;

  constructor(
    private readonly start: () => Program,
    { dnsPort, apiPort, file, scheme = 'http' }: { dnsPort: number; apiPort: number; file: string; scheme?: 'http' | 'https' },
  ) {
    this.url = `${scheme}://127.0.0.1:${apiPort}`;
    this.dnsPort = dnsPort;
    this.apiPort = apiPort;
    this.file = file;
    this.program = start();
  }

  async ready(): Promise<void> {
    await this.program.ready(async () => (await this.get('/health/ready')).status === 200, { within: 30 });
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    return this.program.stop({ signal });
  }

  /** The same config, the same ports, a new process. */
  async restart(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.stop(signal);
    this.program = this.start();
    await this.ready();
  }

  dig(name: string, type = 'A', options: Partial<DigOptions> = {}): Promise<DigReply> {
    return dig(name, type, { port: this.dnsPort, ...options });
  }

  /** The addresses that `dig` gets for a name, sorted. */
  async addresses(name: string, type = 'A'): Promise<string[]> {
    return addressesOf(await this.dig(name, type));
  }

  get<Body = unknown>(path: string, headers: Record<string, string> = {}): Promise<HttpReply<Body>> {
    return this.fetch(path, { headers });
  }

  /** A string goes as it is, anything else as JSON. */
  post<Body = unknown>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<HttpReply<Body>> {
    return this.send('POST', path, body, headers);
  }

  put<Body = unknown>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<HttpReply<Body>> {
    return this.send('PUT', path, body, headers);
  }

  delete<Body = unknown>(path: string, headers: Record<string, string> = {}): Promise<HttpReply<Body>> {
    return this.fetch(path, { method: 'DELETE', headers });
  }

  /** Resolves once all that the master knows now stands in its file. */
  async written(): Promise<void> {
    const since = performance.now();
    const isWritten = async () => {
      const passed = (performance.now() - since) / 1000;
      const [, behind] = /^failover_storage_lag_seconds (.*)$/m.exec((await this.get('/metrics')).text) ?? [];
      return Number(behind) < passed;
    };
    await until(isWritten, { within: 20 });
  }

  private send<Body>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<HttpReply<Body>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.fetch(path, { method, body: text, headers: { 'content-type': 'application/json', ...headers } });
  }

  private async fetch<Body>(path: string, init: RequestInit): Promise<HttpReply<Body>> {
    const response = await fetch(`${this.url}${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, headers: response.headers, text, body: parse(text) as Body };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
