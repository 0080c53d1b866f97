/** How long one agent's reports take while another sends more than any agent needs. Run as `node under-flood.ts loud`, it is that other. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { API, batch, failover } from './peers/failover.ts';
import { percentile } from './programs.ts';
import { withPeer } from './throughput.ts';

export interface UnderFlood {
  p50: number;
  p99: number;
  /** Batches of the loud one that were refused, of all that it sent. */
  refused: number;
  sent: number;
}

const NAMES = 1000;
const LANES = 8;

async function post(key: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  const reply = await fetch(`${API}/api/v1/reports`, { method: 'POST', headers, body });
  await reply.arrayBuffer();
  return reply.status;
}

export function reportUnderFlood(seconds: number): Promise<UnderFlood> {
  return withPeer(failover, NAMES, async () => {
    const loud = spawn(process.execPath, [import.meta.filename, 'loud', String(seconds + 2)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    loud.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    await sleep(1000);
    const times: number[] = [];
    for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(10)) {
      const body = batch(times.length % NAMES, (times.length % NAMES) + 1, NAMES, 'ok', 'quiet');
      const began = performance.now();
      const status = await post('quiet', body);
      if (status !== 200) throw new Error(`the quiet agent was refused: ${status}`);
      times.push(performance.now() - began);
    }
    await once(loud, 'close');
    times.sort((a, b) => a - b);
    return {
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      ...(JSON.parse(printed) as { refused: number; sent: number }),
    };
  });
}

if (process.argv[2] === 'loud') {
  const body = batch(0, NAMES / 2, NAMES, 'ok', 'loud');
  const end = performance.now() + Number(process.argv[3]) * 1000;
  let [refused, sent] = [0, 0];
  const lane = async () => {
    for (; performance.now() < end; sent++) {
      if ((await post('loud', body)) !== 429) continue;
      refused++;
      await sleep(5);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  console.log(JSON.stringify({ refused, sent }));
}
