import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { report } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const SECONDS = 5;

test('a flood from one agent delays no other’s reports', async () => {
  const [own, flooded] = await world.targets(2);
  const agents = ['quiet', 'loud'].map((id) => ({ id, token: `${id}-key`, tags: [id] }));
  const domains = {
    'quiet.failover': domain([own!], { monitor: { monitor_tag: 'quiet' } }),
    'loud.failover': domain([flooded!], { monitor: { monitor_tag: 'loud' } }),
  };
  const master = await world.master({ domains, top: { agents } });
  const send = async (id: string, reports: object[]) => {
    const body = JSON.stringify({ agent_id: id, boot_id: `${Math.random()}`, sent_at: new Date().toISOString(), reports });
    const headers = { 'content-type': 'application/json', 'x-api-key': `${id}-key` };
    const reply = await fetch(`${master.url}/api/v1/reports`, { method: 'POST', body, headers });
    await reply.text();
    return reply.status;
  };
  const { agent_id: _id, ...loud } = report(flooded!, { domain: 'loud.failover' });
  const thousand = Array.from({ length: 1000 }, (_, seq) => ({ ...loud, seq }));
  const statuses: Record<number, number> = {};
  let going = true;
  const lanes = Array.from({ length: 8 }, async () => {
    while (going) {
      const status = await send('loud', thousand);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 429) await sleep(5);
    }
  });
  const { agent_id: _quiet, ...quiet } = report(own!, { domain: 'quiet.failover' });
  const times: number[] = [];
  for (const end = performance.now() + SECONDS * 1000; performance.now() < end;) {
    const began = performance.now();
    expect(await send('quiet', [{ ...quiet, timestamp: new Date().toISOString(), seq: 1 }])).toBe(200);
    times.push(performance.now() - began);
    await sleep(10);
  }
  going = false;
  await Promise.all(lanes);
  times.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)]!);
  console.log(
    `quiet: ${times.length} reports, p50 ${p50!.toFixed(1)} ms, p99 ${p99!.toFixed(1)} ms; loud: ${JSON.stringify(statuses)}`,
  );
  expect(p99).toBeLessThan(300);
  expect(statuses[429]).toBeGreaterThan(statuses[200]!);
  await until(async () => expect(await master.addresses('quiet.failover')).toEqual([own!.ip]), { within: 5 });
});
