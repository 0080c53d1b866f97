import { type AgentsDto, type DomainDto, type EventDto, type EventsDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const IP = '192.0.2.10';

const start = (top: Record<string, unknown> = {}) =>
  world.master({
    domains: { [NAME]: domain([{ ip: IP, port: 443 }], { server: { timeout_sec: 600 } }) },
    api: { admin_token: ADMIN },
    top,
  });
const say = (master: Master, status: 'ok' | 'fail') =>
  sendReport(master, report({ ip: IP, port: 443 }, { status, reason: status === 'ok' ? null : 'refused' }));
const events = async (master: Master, query = '') => (await master.get<EventsDto>(`/api/v1/events${query}`)).body;

/** Follows the stream; what it has sent so far. */
function follow(master: Master, headers: Record<string, string> = {}) {
  const seen: EventDto[] = [];
  const abort = new AbortController();
  const done = (async () => {
    const reply = await fetch(`${master.url}/api/v1/events/stream`, { headers, signal: abort.signal });
    let text = '';
    for await (const chunk of reply.body!) {
      text += Buffer.from(chunk).toString();
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1];
        if (data) seen.push(JSON.parse(data) as EventDto);
      }
    }
  })().catch(() => undefined);
  const stop = () => (abort.abort(), done);
  world.onClose(stop);
  return { seen, done, stop };
}

test('a transition is an event with its reasons, and so is an operator’s word', async () => {
  const master = await start();
  const stream = follow(master);
  await say(master, 'ok');
  await until(() => expect(stream.seen).toHaveLength(1), { within: 10 });
  await say(master, 'fail');
  const body = { kind: 'force_up', reason: 'a test', for: '1h', who: 'ann' };
  await master.put(`/api/v1/domains/${NAME}/targets/${IP}/override`, body, AUTH);
  const kinds = ['transition', 'transition', 'override', 'transition'];
  await until(() => expect(stream.seen.map(({ kind }) => kind)).toEqual(kinds), { within: 10 });
  const { events: listed, next } = await events(master);
  expect(listed).toEqual(stream.seen);
  expect(next).toBe(listed.at(-1)?.id);
  const { transitions } = (await master.get<DomainDto>(`/api/v1/domains/${NAME}`)).body;
  const told = listed.filter(({ kind }) => kind === 'transition').map(({ id, at, text }) => ({ id, at, text }));
  expect(transitions).toEqual(told.reverse());
  expect((await master.get<AgentsDto>('/api/v1/agents')).body.agents[0]).toMatchObject({ reports: 2, reports_per_min: 2 });
  expect(listed[1]).toMatchObject({
    kind: 'transition',
    domain: NAME,
    data: { now: { state: 'fallback' }, previous: { state: 'healthy' }, changed: [{ ip: IP, from: 'up', to: 'down' }] },
  });
  expect(listed[1]?.text).toContain(`${NAME}: ${IP}:443 down → answering fallback`);
  expect(listed[2]?.text).toMatch(new RegExp(`^${NAME}/${IP}: force_up by ann until .*: a test$`));
});

test('the log has a line for each transition, readable aloud, and none for a query or a report', async () => {
  const [A, B] = [
    { ip: '192.0.2.10', port: 443 },
    { ip: '192.0.2.11', port: 443 },
  ];
  const server = { policy: 'quorum', timeout_sec: 600, fall: 3 };
  const master = await world.master({ domains: { [NAME]: domain([A, B], { server }) } });
  const says = (agent_id: string, status: 'ok' | 'fail', row = A, reason: string | null = null) =>
    sendReport(master, report(row, { agent_id, status, reason }));
  for (const agent of ['fra', 'ams', 'lon']) for (const row of [A, B]) await says(agent, 'ok', row);
  for (let n = 0; n < 3; n++) await says('fra', 'fail', A, 'timeout');
  for (let n = 0; n < 3; n++) await says('ams', 'fail', A, 'refused');
  const line = `${NAME}: 192.0.2.10:443 down (quorum 1 of 3 up, needs 2; fra: timeout 3/3, ams: refused 3/3) → answering 192.0.2.11`;
  await until(() => expect(master.program.output).toContain(line), { within: 10 });
  const before = master.program.output;
  for (let n = 0; n < 20; n++) {
    await says('lon', 'ok', B);
    await master.addresses(NAME);
    await master.addresses('nothing.failover');
  }
  await new Promise((done) => setTimeout(done, 1000));
  expect(master.program.output).toBe(before);
});

test('a stream goes on where it was cut off, and pages follow each other', async () => {
  const master = await start();
  for (const status of ['ok', 'fail', 'ok', 'fail'] as const) await say(master, status);
  const { events: all } = await events(master);
  expect(all).toHaveLength(4);
  const stream = follow(master, { 'last-event-id': String(all[1]!.id) });
  await until(() => expect(stream.seen.map(({ id }) => id)).toEqual([all[2]!.id, all[3]!.id]), { within: 10 });
  await say(master, 'ok');
  await until(() => expect(stream.seen).toHaveLength(3), { within: 10 });

  const first = await events(master, `?since=${all[0]!.id}&limit=2`);
  expect(first.events.map(({ id }) => id)).toEqual([all[1]!.id, all[2]!.id]);
  const second = await events(master, `?since=${first.next}&domain=WebMail.Failover.`);
  expect(second.events.map(({ id }) => id)).toEqual([all[3]!.id, stream.seen[2]!.id]);
  expect((await events(master, `?since=${second.next}`)).events).toEqual([]);
});

test('events outlive kill -9, and a start is none', async () => {
  const master = await start({ storage: { path: world.file('state.db', '') } });
  await say(master, 'ok');
  await say(master, 'fail');
  const before = (await events(master)).events.map(({ id }) => id);
  await new Promise((resolve) => setTimeout(resolve, 1500)); // storage is at most one second behind
  await master.restart('SIGKILL');
  expect((await events(master)).events.map(({ id }) => id)).toEqual(before);
});

test('an open stream does not hold the end up', async () => {
  const master = await start();
  const stream = follow(master);
  await say(master, 'ok');
  await until(() => expect(stream.seen).toHaveLength(1), { within: 10 });
  expect(await master.stop()).toMatchObject({ code: 0 });
  await stream.done;
});

test('what is asked wrongly is refused with a sentence', async () => {
  const master = await start();
  for (const [query, status, detail] of [
    ['?since=soon', 400, 'neither an id nor a time'],
    ['?limit=0', 400, 'from 1 to 1000'],
    ['?domain=mail.failover', 404, 'no domain "mail.failover" here'],
  ] as const) {
    const reply = await master.get<{ detail: string }>(`/api/v1/events${query}`);
    expect([query, reply.status, reply.body.detail]).toEqual([query, status, expect.stringContaining(detail)]);
  }
});
