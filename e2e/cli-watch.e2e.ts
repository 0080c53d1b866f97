import { type DomainsDto, type EventDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { BIN, start, surroundings } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { Program, ROOT } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const A = '192.0.2.10';

async function voted(): Promise<Master> {
  const storage = { path: world.file('state.db', '') };
  const server = { timeout_sec: 600 };
  const domains = {
    [NAME]: domain([{ ip: A, port: 443 }], { server }),
    'other.failover': domain([{ ip: A, port: 80 }], { server }),
  };
  const master = await world.master({ domains, top: { storage } });
  await say(master, 'ok');
  return master;
}

const say = (master: Master, status: 'ok' | 'fail', over: object = {}) =>
  sendReport(master, report({ ip: A, port: 443 }, { status, reason: status === 'ok' ? null : 'refused', ...over }));
const lines = <Value>(text: string): Value[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Value);

test('status --watch tells each change, also that the master is away and back, until it is interrupted', async () => {
  const master = await voted();
  const watch = world.own(start(['status', NAME, '--watch', '--interval', '0.2', '--json'], { master }));
  const seen = () =>
    lines<DomainsDto & { fault: string | null }>(watch.stdout).map((one) => [one.fault === null, one.domains[0]?.addresses[0]]);
  const last = (...expected: unknown[]) => until(() => expect(seen().at(-1)).toEqual(expected), { within: 10 });
  await last(true, A);
  await say(master, 'fail');
  await last(true, FALLBACK);
  await master.stop();
  await last(false, FALLBACK);
  await master.restart();
  await say(master, 'ok');
  await last(true, A);
  expect(seen().length).toBeLessThan(12);
  expect(await watch.stop({ signal: 'SIGINT' })).toEqual({ code: 0, signal: null });
  expect(watch.stderr).toBe('');
});

test('status --watch for people: a table at each change; interrupted with 3 when it ends as bad as asked', async () => {
  const master = await voted();
  const watch = world.own(start(['status', '--watch', '--interval', '0.2', '--fail-on', 'fallback'], { master }));
  await watch.prints(`http://127.0.0.1:${master.apiPort}  20`, { within: 15 });
  await say(master, 'fail');
  await watch.prints(new RegExp(`${NAME} +fallback +${FALLBACK}`), { within: 15 });
  expect(await watch.stop({ signal: 'SIGINT' })).toEqual({ code: 3, signal: null });
});

test('events -f: the past, then what happens, over a restart of the master, none lost and none twice', async () => {
  const master = await voted();
  await until(async () => expect(await master.addresses(NAME)).toEqual([A]), { within: 10 });
  const follow = world.own(start(['events', '-f', '--domain', NAME, '--json'], { master }));
  const seen = () => lines<EventDto>(follow.stdout);
  await until(() => expect(seen()).toMatchObject([{ kind: 'transition', domain: NAME }]), { within: 15 });
  await say(master, 'fail');
  await say(master, 'ok', { domain: 'other.failover', port: 80, check_name: `other.failover:${A}:80`, target_ip: A });
  await until(() => expect(seen().length).toBe(2), { within: 15 });
  await new Promise((resolve) => setTimeout(resolve, 1500)); // storage is at most one second behind
  await master.restart();
  await follow.prints('the stream broke off', { within: 10 });
  await say(master, 'ok');
  await until(() => expect(seen().at(-1)?.text).toContain(`answering ${A}`), { within: 15 });
  const ids = seen().map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
  expect(seen().every((event) => event.domain === NAME)).toBe(true);
  expect(await follow.stop({ signal: 'SIGINT' })).toEqual({ code: 0, signal: null });
}, 60_000);

test('events -f for people: a line each, as it happens', async () => {
  const master = await voted();
  const follow = world.own(start(['events', '--follow'], { master }));
  await follow.prints(`transition  ${NAME}: ${A}:443 up`, { within: 15 });
  await say(master, 'fail');
  await follow.prints(`transition  ${NAME}: ${A}:443 down`, { within: 15 });
  expect(await follow.stop({ signal: 'SIGTERM' })).toEqual({ code: 0, signal: null });
});

test('status --watch on a terminal draws in place, in colours', async () => {
  const master = await voted();
  // Without exec a dash between would end by the signal itself.
  const command = `exec ${process.execPath} ${ROOT}/${BIN} status --watch --interval 0.2`;
  const env = surroundings({ master, env: { NO_COLOR: undefined, CI: undefined, TERM: 'xterm' } });
  const watch = world.own(Program.run('script', 'script', ['-qefc', command, '/dev/null'], { env }));
  await watch.prints('\u001b[32mhealthy\u001b[39m', { within: 15 });
  await say(master, 'fail');
  const frame = () => watch.stdout.split('\u001b[H\u001b[2J').at(-1);
  await until(() => expect(frame()).toMatch(/^[^]*webmail.failover +\S+fallback[^]*2 fallback/), { within: 15 });
  expect(frame()).not.toContain('healthy');
  // Ctrl-C, as somebody at the terminal types it.
  watch.child.stdin?.write('\u0003');
  expect(await watch.ended).toEqual({ code: 0, signal: null });
});
