import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './until.js';

export const ROOT = resolve(import.meta.dirname, '../..');
/** dnsmasq stands where only root looks. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
const TETHER = resolve(ROOT, 'tools/tether.mjs');

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

interface Surroundings {
  env?: NodeJS.ProcessEnv;
  /** Working directory; default the workspace. */
  cwd?: string;
}

/** One process and all that it printed. */
export class Program {
  readonly started = performance.now();
  stdout = '';
  stderr = '';
  exit: Exit | undefined;
  readonly ended: Promise<Exit>;

  private constructor(
    readonly name: string,
    readonly child: ChildProcess,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((done) => {
      child.once('error', (error) => {
        this.stderr += `${error.message}\n`;
        done((this.exit = { code: null, signal: null }));
      });
      child.once('close', (code, signal) => done((this.exit = { code, signal })));
    });
  }

  static run(name: string, command: string, args: readonly string[], { env, cwd = ROOT }: Surroundings = {}): Program {
    const whole = { ...process.env, PATH, NO_COLOR: '1', ...env };
    return new Program(name, spawn(command, args, { cwd, env: whole, stdio: ['pipe', 'pipe', 'pipe'] }));
  }

  /**
   * A built program of this workspace, tethered: it ends when this test process does. What it writes goes to its working directory,
   * which is a new one that goes with it unless it is given.
   */
  static node(name: string, script: string, args: readonly string[], options: Surroundings & { preload?: string } = {}): Program {
    const path = resolve(ROOT, script);
    if (!existsSync(path)) throw new Error(`${script} is missing: build first (npx nx run-many -t build)`);
    const preloads = [TETHER, ...(options.preload ? [options.preload] : [])].flatMap((file) => ['--import', file]);
    const scratch = options.cwd === undefined ? mkdtempSync(join(tmpdir(), 'failover-dns-run-')) : undefined;
    const program = Program.run(name, process.execPath, [...preloads, path, ...args], {
      ...options,
      cwd: options.cwd ?? scratch,
    });
    if (scratch) void program.ended.then(() => rmSync(scratch, { recursive: true, force: true }));
    return program;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get output(): string {
    return this.stdout + this.stderr;
  }

  get running(): boolean {
    return this.exit === undefined;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.running) this.child.kill(signal);
  }

  /** Ends it, by force after `within` seconds. */
  async stop({ signal = 'SIGTERM', within = 5 }: { signal?: NodeJS.Signals; within?: number } = {}): Promise<Exit> {
    this.signal(signal);
    const force = setTimeout(() => this.signal('SIGKILL'), within * 1000);
    const exit = await this.ended;
    clearTimeout(force);
    return exit;
  }

  /** Rejects early when the program ends before `condition` holds. */
  async ready(condition: () => unknown, { within }: { within: number }): Promise<void> {
    const dead = this.ended.then(({ code, signal }) => {
      throw new Error(`${this.name} ended with ${signal ?? code} before it was ready:\n${this.output}`);
    });
    dead.catch(() => undefined);
    await Promise.race([until(condition, { within }), dead]);
  }

  /** Resolves when a line of its output matches. */
  async prints(text: string | RegExp, { within }: { within: number }): Promise<void> {
    const found = () => (typeof text === 'string' ? this.output.includes(text) : text.test(this.output));
    await this.ready(() => found() || Promise.reject(new Error(`${this.name} did not print ${text}:\n${this.output}`)), {
      within,
    });
  }
}

/** What a command prints; for tools that end by themselves. */
export async function capture(command: string, args: readonly string[], options: Surroundings = {}) {
  const program = Program.run(command, command, args, options);
  program.child.stdin?.end();
  const { code } = await program.ended;
  return { code, stdout: program.stdout, stderr: program.stderr };
}
