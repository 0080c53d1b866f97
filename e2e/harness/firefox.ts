import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIREFOX = 'firefox-esr';
const LISTENING = /WebDriver BiDi listening on (ws:\S+)/;
/** Runs in each document before its own scripts. */
const TELL_VIOLATIONS = `() => document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;

interface Reply {
  id?: number;
  method?: string;
  params?: { level?: string; text?: string };
  result?: Record<string, unknown>;
  error?: string;
  message?: string;
}

/** Debian's Firefox, driven by the protocol that it speaks itself (WebDriver BiDi): one window, and what goes wrong in it. */
export class Firefox {
  /** Errors of the console and of scripts, violations of the policy. */
  readonly faults: string[] = [];
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private context = '';
  private sent = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener('message', ({ data }) => this.take(JSON.parse(String(data)) as Reply));
  }

  static async start(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'failover-dns-firefox-'));
    const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
    const child = spawn(FIREFOX, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.once('error', reject).once('exit', () => reject(new Error(`Firefox ended:\n${said}`)));
      child.stderr?.on('data', (text: Buffer) => {
        said += text.toString();
        const found = LISTENING.exec(said)?.[1];
        if (found) resolve(found);
      });
    });
    const socket = new WebSocket(`${url}/session`);
    await once(socket, 'open');
    const firefox = new Firefox(child, profile, socket);
    await firefox.send('session.new', { capabilities: {} });
    await firefox.send('session.subscribe', { events: ['log.entryAdded'] });
    await firefox.send('script.addPreloadScript', { functionDeclaration: TELL_VIOLATIONS });
    const { context } = await firefox.send('browsingContext.create', { type: 'window' });
    firefox.context = String(context);
    return firefox;
  }

  async open(url: string): Promise<void> {
    await this.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  /** The text that an expression yields in the page. */
  async text(expression: string): Promise<string> {
    const target = { context: this.context };
    const reply = await this.send('script.evaluate', { expression: `String(${expression})`, target, awaitPromise: true });
    const { value } = (reply['result'] ?? {}) as { value?: string };
    if (value === undefined) throw new Error(`${expression}: ${JSON.stringify(reply)}`);
    return value;
  }

  /** Another tab of the window comes to the front: this one is hidden until it is shown again. */
  async hide(): Promise<void> {
    const { context } = await this.send('browsingContext.create', { type: 'tab', referenceContext: this.context });
    await this.send('browsingContext.activate', { context });
  }

  async show(): Promise<void> {
    await this.send('browsingContext.activate', { context: this.context });
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.socket.close();
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private send(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    const id = ++this.sent;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error, message }) => {
        if (result) resolve(result);
        else reject(new Error(`${method}: ${error} ${message}`));
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  private take(reply: Reply): void {
    if (reply.id !== undefined) {
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    } else if (reply.method === 'log.entryAdded' && reply.params?.level === 'error') this.faults.push(reply.params.text ?? '');
  }
}
