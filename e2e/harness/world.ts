import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { Master } from './master.js';
import { freePort } from './ports.js';
import { Program } from './program.js';
import { Target, type TargetOptions } from './targets.js';

export const FALLBACK = '192.0.2.254';

type Section = Record<string, unknown>;

/** A domain of a master's config: every key can be replaced; targets are rows or `Target`s. */
export function domain(targets: readonly (Target | Section)[], over: Record<string, Section | string[] | number> = {}): Section {
  const { server = {}, monitor = {}, agent = {}, ...rest } = over as Record<string, Section>;
  return {
    fallback: [FALLBACK],
    server: { policy: 'any', timeout_sec: 5, ...server },
    monitor: {
      mode: 'tcp',
      monitor_tag: 'test',
      targets: targets.map((target) => (target instanceof Target ? target.row() : target)),
      ...monitor,
    },
    agent: { interval_sec: 0.5, timeout_sec: 0.4, ...agent },
    ...rest,
  };
}

export interface MasterOptions {
  domains: Record<string, unknown>;
  zone?: Section;
  dns?: Section;
  api?: Section;
  /** Other sections of the config: `agents`, `defaults` … */
  top?: Section;
  env?: NodeJS.ProcessEnv;
  /** Another main.js than the built one: a bundle's. */
  script?: string;
}

export interface AgentOptions {
  tags?: readonly string[];
  token?: string;
  env?: NodeJS.ProcessEnv;
  /** A module that the agent's process loads first. */
  preload?: string;
  config?: Section;
  script?: string;
}

/** What one test starts, and takes down again. */
export class World {
  private programs: Program[] = [];
  private closers: (() => unknown)[] = [];
  private folder: string | undefined;

  /** Starts a master and waits until it is ready. */
  async master(options: MasterOptions): Promise<Master> {
    const dns = { listen_ip: '127.0.0.1', listen_port: await freePort(), resolve_cache_ttl: 1, ...options.dns };
    const api = { listen_ip: '127.0.0.1', listen_port: await freePort(), ...options.api };
    const config = {
      ...options.top,
      dns,
      api,
      zones: [{ name: 'failover', fallback_ttl: 2, ...options.zone, domains: options.domains }],
    };
    const file = this.file(`master-${api.listen_port}.yaml`, JSON.stringify(config, null, 2));
    const cwd = this.place(`master-${api.listen_port}`);
    const { env, script = 'apps/master/dist/main.js' } = options;
    const start = () => this.own(Program.node('master', script, ['--config', file], { env, cwd }));
    const master = new Master(start, {
      dnsPort: dns.listen_port,
      apiPort: api.listen_port,
      file,
      scheme: options.api?.tls === undefined ? 'http' : 'https',
    });
    await master.ready();
    return master;
  }

  /** Starts an agent; it is at work when its reports arrive. */
  agent(agentId: string, masters: readonly { url: string }[], options: AgentOptions = {}): Program {
    const { env, preload, script = 'apps/agent/dist/main.js' } = options;
    const file = this.agentFile(agentId, masters, options);
    return this.own(Program.node(`agent ${agentId}`, script, ['--config', file], { env, preload }));
  }

  /** Writes an agent's config, or writes it anew; returns its path. */
  agentFile(agentId: string, masters: readonly { url: string }[], options: AgentOptions = {}): string {
    const { tags = ['test'], token = 'secret', config: more } = options;
    const servers = masters.map(({ url }, index) => ({ name: `server${index + 1}`, url, token, tags }));
    const config = { agent_id: agentId, servers, allow_networks: ['127.0.0.0/8', '::1/128'], ...more };
    return this.file(`agent-${agentId}.yaml`, JSON.stringify(config, null, 2));
  }

  async target(options: TargetOptions = {}): Promise<Target> {
    const target = await Target.start(options);
    this.closers.push(() => target.stop());
    return target;
  }

  async targets(count: number, options: TargetOptions = {}): Promise<Target[]> {
    return Promise.all(Array.from({ length: count }, () => this.target(options)));
  }

  /** Takes a process that a test started itself. */
  own(program: Program): Program {
    this.programs.push(program);
    return program;
  }

  /** The newest program of that name. */
  find(name: string): Program {
    const program = this.programs.findLast((candidate) => candidate.name === name);
    if (!program) throw new Error(`no program is called ${name}`);
    return program;
  }

  onClose(closer: () => unknown): void {
    this.closers.push(closer);
  }

  /** A folder for one program, which is there from now on; a master keeps its database in it. */
  place(name: string): string {
    const path = join(this.home(), name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Writes a file into this test's own folder; returns its path. */
  file(name: string, text: string, mode = 0o644): string {
    const path = join(this.home(), name);
    writeFileSync(path, text, { mode });
    return path;
  }

  private home(): string {
    return (this.folder ??= mkdtempSync(join(tmpdir(), 'failover-dns-e2e-')));
  }

  logs(): string {
    return this.programs.map(({ name, pid, output }) => `── ${name} (${pid})\n${output.slice(-8000)}`).join('\n');
  }

  async close(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.stop()));
    for (const closer of this.closers.reverse()) await closer();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    this.programs = [];
    this.closers = [];
    this.folder = undefined;
  }
}

/** A world for each test of a file, or one for all of them; a failed test prints what its programs said. */
export function useWorld({ shared = false } = {}): World {
  const world = new World();
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(world.logs());
    if (!shared) await world.close();
  });
  if (shared) afterAll(() => world.close());
  return world;
}
