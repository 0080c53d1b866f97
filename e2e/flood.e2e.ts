import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { report } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const LANES = 8;
const REFUSALS = 50;
const REPORTS = 100;
/** Nobody who waits so long is served in turn. */
const STARVED_MS = 30_000;

/** How long the quiet one waits is measured by `npm run bench`. */
test('a flood from one agent is refused, and keeps no other’s reports out', { timeout: 300_000 }, async () => {
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
    const signal = AbortSignal.timeout(STARVED_MS);
    const reply = await fetch(`${master.url}/api/v1/reports`, { method: 'POST', body, headers, signal });
    return { status: reply.status, text: await reply.text() };
  };
  const { agent_id: _id, ...loud } = report(flooded!, { domain: 'loud.failover' });
  // Near the largest body that is read, so that a slow machine refuses some too.
  const thousand = Array.from({ length: 1000 }, (_, seq) => ({ ...loud, seq, reason: 'x'.repeat(700) }));
  const statuses: Record<number, number> = { 200: 0, 429: 0 };
  let going = true;
  const lanes = Array.from({ length: LANES }, async () => {
    while (going) {
      const { status } = await send('loud', thousand);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 429) await sleep(5);
    }
  });
  const { agent_id: _quiet, ...quiet } = report(own!, { domain: 'quiet.failover' });
  for (let seq = 0; seq < REPORTS || statuses[429]! < REFUSALS; seq++) {
    const { status, text } = await send('quiet', [{ ...quiet, timestamp: new Date().toISOString(), seq }]);
    expect([status, JSON.parse(text)]).toMatchObject([200, { accepted: 1, rejected: [] }]);
    await sleep(10);
  }
  going = false;
  await Promise.all(lanes);
  expect(Object.keys(statuses)).toEqual(['200', '429']);
  await until(async () => expect(await master.addresses('quiet.failover')).toEqual([own!.ip]), { within: 30 });
});
