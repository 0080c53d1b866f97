/**
 * The agent under load, by itself on one core: `npm run bench:agent`, or `npm run bench:agent -- --quick`.
 * 5,000 checks every 10 s for a minute; a master that is away for a minute; another that is dead all the time; tasks that change.
 */
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, until } from '../programs.ts';
import { RunningAgent } from './running-agent.ts';
import { StandIn, type TaskShape } from './stand-in.ts';

const quick = process.argv.includes('--quick');
const SECONDS = quick ? 20 : 60;
const CHECKS = 5000;
const INTERVAL_SEC = 10;
const [MASTER, DEAD, TARGET, HEALTH] = [18_300, 18_301, 18_302, 18_303];

const taskOf = (n: number, dead = false): TaskShape => {
  const target_ip = `127.1.${Math.floor(n / 250)}.${(n % 250) + 1}`;
  const port = dead ? TARGET + 1 : TARGET;
  const check_name = `d${n}.failover:${target_ip}:${port}`;
  return { check_name, domain: `d${n}.failover`, target_ip, port, type: 'tcp', timeout_sec: 5, interval_sec: INTERVAL_SEC };
};
const all = Array.from({ length: CHECKS }, (_, n) => taskOf(n));

const target = createServer((socket) => socket.on('error', () => undefined).resume()).listen(TARGET, '0.0.0.0');
await once(target, 'listening');
const master = new StandIn(MASTER, all);
await master.start();
// One of the two masters is dead all the time.
const agent = await RunningAgent.start([MASTER, DEAD], HEALTH);
try {
  await until('every check has been run', () => new Set(master.arrived.map(({ check }) => check)).size === CHECKS, 60);
  await sleep(INTERVAL_SEC * 1000);
  await steady('steady');
  await outage();
  await steady('after the outage');
  await changed();
} finally {
  agent.stop();
  target.close();
  await master.stop();
}

async function steady(what: string): Promise<void> {
  const [lag, mb, cpu] = [await agent.lag(), agent.mb, agent.cpuSeconds];
  master.arrived = [];
  [master.bytes, master.requests] = [0, 0];
  const heap = [await agent.heapMb(SECONDS / 2), await agent.heapMb(SECONDS / 2)];
  const now = await agent.lag();
  const delays = master.arrived.map(({ delayMs }) => delayMs).sort((a, b) => a - b);
  const { checks, ms } = now.since(lag, 0.99);
  console.log(
    [
      `${what}: ${checks} checks in ${SECONDS} s`,
      `lag p50 ≤ ${now.since(lag, 0.5).ms} ms, p99 ≤ ${ms} ms`,
      `delivered ${delays.length}, p50 ${percentile(delays, 0.5)} ms, p99 ${percentile(delays, 0.99)} ms after the check, one of two masters dead`,
      `heap ${heap.map((one) => one.toFixed(0)).join(' → ')} MB; resident ${mb.toFixed(0)} → ${agent.mb.toFixed(0)} MB, ${(((agent.cpuSeconds - cpu) / SECONDS) * 100).toFixed(0)} % of a core`,
      `${(master.bytes / master.requests / 1024).toFixed(1)} KiB a request, ${(master.requests / SECONDS).toFixed(1)} requests/s`,
    ].join('\n  '),
  );
}

/** A master is away; back again, how long until it knows everything. */
async function outage(): Promise<void> {
  await master.stop();
  const mb = agent.mb;
  await sleep(SECONDS * 1000);
  const away = agent.mb;
  master.arrived = [];
  await master.start();
  const start = performance.now();
  const known = () => new Set(master.arrived.map(({ check }) => check)).size;
  await until('the master knows everything', () => known() === CHECKS, 60);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `a master away for ${SECONDS} s: up to date ${seconds} s after its start; memory ${mb.toFixed(0)} → ${away.toFixed(0)} MB`,
  );
}

/** Half of the tasks go, others come. */
async function changed(): Promise<void> {
  const half = CHECKS / 2;
  const gone = new Set(all.slice(0, half).map((task) => task.check_name));
  const fresh = Array.from({ length: half }, (_, n) => taskOf(n, true));
  const names = new Set(fresh.map((task) => task.check_name));
  master.arrived = [];
  master.change(all.slice(half).concat(fresh));
  const start = performance.now();
  const known = () => new Set(master.arrived.flatMap(({ check }) => (names.has(check) ? [check] : []))).size;
  await until('the new tasks are run', () => known() === half, 60);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  master.arrived = [];
  await sleep(INTERVAL_SEC * 1000);
  const late = master.arrived.filter(({ check }) => gone.has(check)).length;
  console.log(
    `${half} of ${CHECKS} tasks changed: their results ${seconds} s later; ${late} results of what went, in ${INTERVAL_SEC} s after`,
  );
}
