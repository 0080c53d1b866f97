import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Asker, type Latency, nameOf, steadyLoad, writeQueries } from './load.ts';
import { batch, failover, postBatch } from './peers/failover.ts';
import { percentile } from './programs.ts';
import { withPeer } from './throughput.ts';

export interface UnderReports {
  latency: Latency;
  reportsPerSecond: number;
}

const NAMES = 1000;

/** DNS latency at 10,000 queries a second while another process posts batches of 1,000 reports as fast as they are taken. */
export function latencyUnderReports(seconds: number): Promise<UnderReports> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-bench-'));
  const queries = join(folder, 'queries');
  writeQueries(queries, NAMES);
  return withPeer(failover, NAMES, async () => {
    const flood = spawn(process.execPath, [new URL('./flood.ts', import.meta.url).pathname, `${seconds + 1}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    flood.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    const ended = new Promise((resolve) => flood.once('exit', resolve));
    await new Promise((resolve) => flood.stdout.once('data', resolve));
    const latency = steadyLoad(failover.port, queries, seconds);
    await ended;
    return { latency, reportsPerSecond: Number(printed.trim().split('\n').at(-1)) };
  }).finally(() => rmSync(folder, { recursive: true }));
}

/** From the moment a report is posted to the first answer that shows it, in milliseconds, over `flips` changes. */
export function reportToAnswer(flips: number, names: number): Promise<{ p50: number; p99: number; flips: number }> {
  return withPeer(failover, names, async () => {
    const asker = new Asker(failover.port);
    const times: number[] = [];
    for (let flip = 0; flip < flips; flip++) {
      const index = flip % names;
      const wanted = flip % 2 === 0;
      const body = batch(index, index + 1, names, wanted ? 'fail' : 'ok');
      const began = performance.now();
      const posted = postBatch(body);
      while ((await asker.ask(nameOf(index))).includes('127.0.1.254') !== wanted)
        if (performance.now() - began > 1000) throw new Error('a flip was not seen within 1 s');
      times.push(performance.now() - began);
      await posted;
      if (wanted) await postBatch(batch(index, index + 1, names, 'ok'));
    }
    asker.close();
    times.sort((a, b) => a - b);
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), flips };
  });
}
