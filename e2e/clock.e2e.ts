import type { AgentsDto, OverridesDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { Past } from './harness/past.js';
import { QueryStream } from './harness/stream.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const OTHER = 'mail.failover';
const TIMEOUT = 3;
const [HOUR, DAY] = [3600, 86_400];
const AUTH = { authorization: 'Bearer an-operator' };

interface Event {
  id: number;
  at: string;
  kind: string;
  domain: string | null;
  text: string;
}

const eventsOf = async (master: Master) => (await master.get<{ events: Event[] }>('/api/v1/events?limit=500')).body.events;
const overridesOf = async (master: Master) => (await master.get<OverridesDto>('/api/v1/overrides')).body.overrides;
const maintenance = (master: Master, ip: string, time: string) =>
  master.put(
    `/api/v1/domains/${NAME}/targets/${ip}/override`,
    { kind: 'maintenance', reason: 'disk', who: 'ann', for: time },
    AUTH,
  );

test('the master’s time of day goes an hour back and a day ahead: nothing is decided by it', { timeout: 180_000 }, async () => {
  const [one, two, three] = await world.targets(3);
  const server = { policy: 'any', timeout_sec: TIMEOUT, rise: 1, fall: 1 };
  const clock = new Past(world, 0);
  const master = await world.master({
    domains: {
      [NAME]: domain([one!, two!], { server }),
      [OTHER]: domain([three!], { server: { ...server, on_silence: 'hold', agent_grace_sec: 30 } }),
    },
    api: { admin_token: 'an-operator' },
    dns: { rate_limit: { responses_per_second: 100_000 }, cookie_secret: '000102030405060708090a0b0c0d0e0f' },
    env: clock.env,
  });
  world.agent('fra', [master]);
  const addresses = () => master.addresses(NAME);
  const hostNow = async () => Date.parse((await master.get('/health/live')).headers.get('date')!) / 1000;
  await until(async () => expect(await addresses()).toEqual([one!.ip, two!.ip].sort()), { within: 20 });
  await until(async () => expect(await master.addresses(OTHER)).toEqual([three!.ip]), { within: 20 });
  expect((await maintenance(master, two!.ip, '90m')).status).toBe(200);
  expect(await addresses()).toEqual([one!.ip]);
  const before = await eventsOf(master);
  const transitions = (events: Event[]) => events.filter(({ kind }) => kind === 'transition').map(({ id }) => id);

  const stream = new QueryStream(master.dnsPort, NAME);
  for (const [offset, jumped] of [
    [-HOUR, /the time of day went 3[56]\d\d\.\d s back at once/],
    [DAY, /the time of day went (90\d{3}|899\d\d)\.\d s ahead at once/],
  ] as const) {
    clock.go(-offset / 60);
    await until(async () => expect(Math.abs((await hostNow()) - Date.now() / 1000 - offset)).toBeLessThan(60), { within: 10 });
    await master.program.prints(jumped, { within: 10 });
    // Longer than a vote is fresh, so those that count were given after the jump.
    const reports = async () => (await master.get<AgentsDto>('/api/v1/agents')).body.agents[0]!.reports;
    const [began, had] = [performance.now(), await reports()];
    await until(async () => (await reports()) > had + 5 && performance.now() - began > (TIMEOUT + 1) * 1000, { within: 60 });
    expect(await addresses()).toEqual([one!.ip]);
    expect(await master.addresses(OTHER)).toEqual([three!.ip]);
    expect(transitions(await eventsOf(master))).toEqual(transitions(before));
    const { body } = await master.get<AgentsDto>('/api/v1/agents');
    expect(body.agents).toMatchObject([{ id: 'fra', state: 'active' }]);
    // What is left of an override stays, and is shown in today's time.
    const [word] = await overridesOf(master);
    const left = Date.parse(word!.until!) / 1000 - (await hostNow());
    expect(left).toBeGreaterThan(85 * 60);
    expect(left).toBeLessThanOrEqual(90 * 60 + 1);
    // What happens now comes behind what happened before.
    expect((await maintenance(master, two!.ip, '90m')).status).toBe(200);
    await master.post('/api/v1/config/reload', {}, AUTH);
    expect(await addresses()).toEqual([one!.ip]);
  }
  const { asked, lost } = await stream.end();
  expect([lost, [...stream.answers.keys()]]).toEqual([0, [one!.ip]]);
  expect(asked).toBeGreaterThan(1000);
  const events = await eventsOf(master);
  const ids = events.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(events.filter(({ kind }) => kind === 'override')).toHaveLength(3);
  expect(events.slice(0, before.length)).toEqual(before);

  // And it goes on deciding, and outlives a restart, with the clock a day ahead and back again.
  await three!.stop();
  await until(async () => expect(await master.addresses(OTHER)).not.toContain(three!.ip), { within: 15 });
  const last = (await eventsOf(master)).at(-1)!;
  expect([last.kind, last.domain]).toEqual(['transition', OTHER]);
  expect(last.id).toBeGreaterThan(ids.at(-1)!);
  await until(async () => expect(await isWritten(master)).toBe(true), { within: 20 });
  world.find('agent fra').signal('SIGKILL');
  await master.restart('SIGKILL');
  expect(await addresses()).toEqual([one!.ip]);
  expect(await overridesOf(master)).toHaveLength(1);
  clock.go(0);
  await master.program.prints(/the time of day went 8\d{4}\.\d s back at once/, { within: 10 });
  expect(await overridesOf(master)).toHaveLength(1);
  expect((await maintenance(master, two!.ip, '90m')).status).toBe(200);
  expect((await eventsOf(master)).at(-1)!.id).toBeGreaterThan(last.id);
});

/** Is all that is known in the file? */
async function isWritten(master: Master): Promise<boolean> {
  const { text } = await master.get('/metrics');
  return Number(/^failover_storage_unwritten_events (.*)$/m.exec(text)?.[1]) === 0 && master.program.running;
}
