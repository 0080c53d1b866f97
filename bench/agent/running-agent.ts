import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpuMicros, residentMb, until } from '../programs.ts';

const MAIN = new URL('../../apps/agent/dist/main.js', import.meta.url).pathname;

/** The built agent, on one core, with its metrics. */
export class RunningAgent {
  private readonly child: ChildProcess;
  private readonly healthPort: number;

  private constructor(child: ChildProcess, healthPort: number) {
    this.child = child;
    this.healthPort = healthPort;
  }

  static async start(masters: readonly number[], healthPort: number): Promise<RunningAgent> {
    const file = `/tmp/failover-bench-agent-${healthPort}.json`;
    const servers = masters.map((port) => ({ name: `m${port}`, url: `http://127.0.0.1:${port}` }));
    const health = { listen_port: healthPort };
    writeFileSync(file, JSON.stringify({ agent_id: 'bench', servers, allow_networks: ['127.0.0.0/8'], health }));
    const child = spawn('taskset', ['-c', '0', process.execPath, MAIN, '--config', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const agent = new RunningAgent(child, healthPort);
    await until('the agent is ready', async () => (await agent.get('/health/ready'))?.status === 200, 20);
    return agent;
  }

  get mb(): number {
    return residentMb(this.child.pid!);
  }

  get cpuSeconds(): number {
    return cpuMicros(this.child.pid!) / 1e6;
  }

  async lag(): Promise<Lag> {
    return new Lag((await (await this.get('/metrics'))?.text()) ?? '');
  }

  /** What lives on the heap: the least that is used within so many seconds, as the rest is garbage that was not collected yet. */
  async heapMb(seconds: number): Promise<number> {
    let least = Infinity;
    for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
      const text = (await (await this.get('/metrics'))?.text()) ?? '';
      const used = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1];
      if (used !== undefined) least = Math.min(least, Number(used) / 2 ** 20);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return least;
  }

  stop(): void {
    this.child.kill('SIGTERM');
  }

  private get(path: string): Promise<Response | undefined> {
    return fetch(`http://127.0.0.1:${this.healthPort}${path}`).catch(() => undefined);
  }
}

/** The histogram of how late checks began, and what two of them differ by. */
export class Lag {
  readonly buckets: [number, number][];

  constructor(metrics: string) {
    const rows = metrics.matchAll(/^failover_agent_probe_lag_seconds_bucket\{le="([^"]+)"\} (\d+)$/gm);
    this.buckets = [...rows].map(([, le, count]) => [le === '+Inf' ? Infinity : Number(le), Number(count)]);
  }

  /** The bound in milliseconds under which that share of the checks since `before` began, and how many those were. */
  since(before: Lag, share: number): { ms: number; checks: number } {
    const counts = this.buckets.map(([le, count], n) => [le, count - (before.buckets[n]?.[1] ?? 0)] as const);
    const checks = counts.at(-1)?.[1] ?? 0;
    return { ms: (counts.find(([, count]) => count >= checks * share)?.[0] ?? Infinity) * 1000, checks };
  }
}
