import { SchedulerRegistry } from '@nestjs/schedule';
import { expect, it, onTestFinished, vi } from 'vitest';
import { serverAt, StandInMaster } from '../servers/stand-in-master.fixture.js';
import { PollLoop } from './poll-loop.js';
import { type Task } from './task.js';

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 10_000, interval: 5 });
const task = (domain: string) => ({
  check_name: `${domain}:192.0.2.1:80`,
  domain,
  target_ip: '192.0.2.1',
  port: 80,
  type: 'tcp',
});
const setOf = (...domains: string[]) => ({ tasks: domains.map(task) });

/** A poll loop of that interval; `applied` are the domains of each set that it took. */
async function start(intervalMs: number) {
  const master = await StandInMaster.start();
  master.answer = () => ({ body: setOf('a.failover'), headers: { ETag: '"v1"' } });
  const { server, lines } = serverAt(master.url);
  const applied: string[][] = [];
  const apply = (tasks: Task[]) => {
    applied.push(tasks.map(({ wire }) => wire.domain));
    return { added: applied.length === 1 ? tasks.length : 0, removed: 0, changed: 0 };
  };
  const timers = new SchedulerRegistry();
  const loop = new PollLoop(server, intervalMs, timers, apply);
  onTestFinished(() => loop.stop());
  loop.start();
  await until(() => expect(master.asked.length).toBeGreaterThan(0));
  return { master, server, lines, applied, loop, timers };
}

const HOUR = 3_600_000;

it('polls again and again, with the tag it holds, and leaves the set alone on 304', async () => {
  const { master, applied, lines } = await start(20);
  await until(() => expect(applied).toHaveLength(1));
  master.answer = ({ headers }) => (headers['if-none-match'] === '"v1"' ? { status: 304 } : { status: 500 });
  const before = master.asked.length;
  await until(() => expect(master.asked.length).toBeGreaterThan(before + 3));
  const taken = applied.length;
  master.answer = () => ({ body: setOf('a.failover', 'b.failover'), headers: { ETag: '"v2"' } });
  await until(() => expect(applied[taken]).toEqual(['a.failover', 'b.failover']));
  await until(() => expect(master.asked.at(-1)!.headers['if-none-match']).toBe('"v2"'));
  expect(lines).toEqual(['server1: 1 added; 1 tasks in all']);
});

it('works with a master that sends no ETag', async () => {
  const { master, applied } = await start(20);
  master.answer = () => ({ body: setOf('old.failover') });
  await until(() => expect(applied.filter(([domain]) => domain === 'old.failover').length).toBeGreaterThan(2));
  expect(master.asked.at(-1)!.headers).not.toHaveProperty('if-none-match');
});

it.each([
  ['garbage', { body: 'garbage' }, 'unexpected reply: GET /api/v1/tasks was answered 200 "garbage"'],
  ['another shape', { body: { jobs: [] } }, 'unexpected reply: GET /api/v1/tasks was answered 200 "{\\"jobs\\":[]}"'],
  ['a failure', { status: 500, body: { tasks: [] } }, 'unexpected reply: GET /api/v1/tasks was answered 500 "{\\"tasks\\":[]}"'],
  ['a refusal', { status: 403, body: 'no' }, 'the master does not accept this token: GET /api/v1/tasks was answered 403 "no"'],
])('keeps its set on %s, says so once, and goes on', async (_what, answer, line) => {
  const { master, applied, lines } = await start(20);
  await until(() => expect(applied).toHaveLength(1));
  master.answer = () => answer;
  const before = master.asked.length;
  await until(() => expect(master.asked.length).toBeGreaterThan(before + 1));
  const taken = applied.length;
  expect(lines.slice(1)).toEqual([`server1: ${line}`]);
  master.answer = () => ({ body: setOf('b.failover') });
  await until(() => expect(applied[taken]).toEqual(['b.failover']));
});

it('leaves out what it cannot read, says so, and takes the rest', async () => {
  const { master, applied, lines } = await start(20);
  master.answer = () => ({ body: { tasks: [7, task('b.failover'), 8] } });
  await until(() => expect(applied.at(-1)).toEqual(['b.failover']));
  expect(lines.at(-1)).toBe('server1: unreadable task left out: tasks[0]: not an object (and 1 more)');
});

it('keeps its set while the master is away, and polls on when it is back', async () => {
  const { master, applied, lines } = await start(20);
  await until(() => expect(applied).toHaveLength(1));
  await master.stop();
  await until(() => expect(lines.at(-1)).toMatch(/^server1: lost/));
  const taken = applied.length;
  master.answer = () => ({ body: setOf('b.failover') });
  await master.start();
  await until(() => expect(applied[taken]).toEqual(['b.failover']));
  expect(lines.at(-1)).toMatch(/^server1: back after/);
});

it('asks at once when a report’s reply names another version, and only once for each', async () => {
  const { master, applied, loop, timers } = await start(HOUR);
  const waiting = async (requests: number) => {
    await until(() => expect(timers.getTimeouts()).toHaveLength(1));
    await until(() => expect(master.asked).toHaveLength(requests));
    return timers.getTimeout<unknown>('tasks of server1');
  };
  await until(() => expect(applied).toHaveLength(1));
  const first = await waiting(1);
  for (const same of ['"v1"', 'W/"v1"', 'v1']) loop.seen(same);
  expect(await waiting(1)).toBe(first);

  master.answer = () => ({ body: setOf('b.failover') });
  loop.seen('"v2"');
  await until(() => expect(applied).toEqual([['a.failover'], ['b.failover']]));
  const second = await waiting(2);
  loop.seen('"v2"');
  expect(await waiting(2)).toBe(second);
  loop.seen('"v3"');
  await until(() => expect(applied).toHaveLength(3));
});

it('asks at once when reports find the master back', async () => {
  const { master, server, applied } = await start(HOUR);
  await until(() => expect(applied).toHaveLength(1));
  server.availability.failed('reports', new Error('away'));
  server.availability.succeeded('reports');
  await until(() => expect(master.asked).toHaveLength(2));
});

it('says when there is nothing to do', async () => {
  const master = await StandInMaster.start();
  master.answer = () => ({ body: { tasks: [] } });
  const { server, lines } = serverAt(master.url);
  const loop = new PollLoop(server, HOUR, new SchedulerRegistry(), () => ({ added: 0, removed: 0, changed: 0 }));
  onTestFinished(() => loop.stop());
  loop.start();
  await until(() => expect(lines).toEqual(['server1: no tasks for this token and these tags']));
});

it('reads the master’s clock from every reply, changed or not', async () => {
  const { master, server } = await start(20);
  expect(server.clock.localOf(0)).toBeNull();
  for (const [status, theirs] of [
    [200, 5_000_000],
    [304, 7_000_000],
  ] as const) {
    master.answer = () => ({ status, body: setOf('a.failover'), headers: { 'X-Failover-Clock': String(theirs) } });
    await until(() => expect(Math.abs(performance.now() - server.clock.localOf(theirs)!)).toBeLessThan(1000));
  }
});
