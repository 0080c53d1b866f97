import { type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Asker, fullLoad, type Latency, nameOf, steadyLoad, writeQueries } from './load.ts';
import { API, batch, failover, postBatch } from './peers/failover.ts';
import { type Peer } from './peers/peer.ts';
import { cpuMicros, median, residentMb, until } from './programs.ts';

export interface Row {
  peer: string;
  names: number;
  /** Median of the rounds. */
  queriesPerSecond: number;
  cpuMicrosPerQuery: number;
  lost: number;
  latency: Latency;
  residentMb: number;
  startSeconds: number;
}

interface Running {
  peer: Peer;
  child: ChildProcess;
  pid: number;
  startSeconds: number;
  rates: number[];
  costs: number[];
  lost: number;
}

/** Runs `measure` while a server runs, and ends it whatever happens. */
export async function withPeer<T>(peer: Peer, names: number, measure: (running: Running) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-bench-'));
  const began = performance.now();
  const child = peer.start(folder, names);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const asker = new Asker(peer.port);
  try {
    await until(
      `${peer.name} answers`,
      async () => child.exitCode === null && (await asker.ask(nameOf(names - 1))).length > 0,
      peer.patience(names),
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`);
    });
    const startSeconds = (performance.now() - began) / 1000;
    if (peer === failover) await callTargetsUp(names);
    await until(`${peer.name} has both targets`, async () => (await asker.ask(nameOf(0))).length === 2, 30);
    return await measure({ peer, child, pid: child.pid ?? 0, startSeconds, rates: [], costs: [], lost: 0 });
  } finally {
    asker.close();
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

/** Ours learns from reports what the peers find out, or are told, by themselves. */
async function callTargetsUp(names: number): Promise<void> {
  await until('the API answers', async () => (await fetch(`${API}/health/ready`).catch(() => undefined))?.ok === true, 10);
  for (let from = 0; from < names; from += 500) await postBatch(batch(from, Math.min(names, from + 500), names));
}

/** Every peer runs at the same time and is asked in turn, `rounds` times, so that noise meets them alike. */
export async function compareThroughput(peers: readonly Peer[], names: number, rounds: number, seconds: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-bench-'));
  const queries = join(folder, 'queries');
  writeQueries(queries, names);
  const nest = (rest: readonly Peer[], running: Running[]): Promise<Row[]> => {
    const [peer, ...others] = rest;
    if (peer !== undefined) return withPeer(peer, names, (one) => nest(others, [...running, one]));
    return Promise.resolve(measureInTurn(running, queries, names, rounds, seconds));
  };
  try {
    return await nest(peers, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureInTurn(running: Running[], queries: string, names: number, rounds: number, seconds: number): Row[] {
  for (const one of running) fullLoad(one.peer.port, queries, 1);
  for (let round = 1; round <= rounds; round++) {
    for (const one of running) {
      const before = cpuMicros(one.pid);
      const { queriesPerSecond, completed, lost } = fullLoad(one.peer.port, queries, seconds);
      one.rates.push(queriesPerSecond);
      one.costs.push((cpuMicros(one.pid) - before) / completed);
      one.lost += lost;
      console.log(`  ${names} names, round ${round} of ${rounds}: ${one.peer.name} ${Math.round(queriesPerSecond)} queries/s`);
    }
  }
  return running.map((one) => ({
    peer: one.peer.name,
    names,
    queriesPerSecond: median(one.rates),
    cpuMicrosPerQuery: median(one.costs),
    lost: one.lost,
    latency: steadyLoad(one.peer.port, queries, seconds),
    residentMb: residentMb(one.pid),
    startSeconds: one.startSeconds,
  }));
}
