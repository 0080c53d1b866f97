import { expect, it, vi } from 'vitest';
import { error } from '../probers/observation.js';
import { type Asked, serverAt, StandInMaster } from '../servers/stand-in-master.fixture.js';
import { Delivery } from './delivery.js';
import { failed, resultOf } from './result.fixture.js';

const REPORTS = '/api/v1/reports';
const REPORT = '/api/v1/report';
const until = (condition: () => void) => vi.waitFor(condition, { timeout: 10_000, interval: 5 });

async function start() {
  const master = await StandInMaster.start();
  const { server, lines } = serverAt(master.url);
  const versions: string[] = [];
  const delivery = new Delivery(server, { agentId: 'example', bootId: 'boot' }, (version) => versions.push(version));
  /** Sequence numbers in the order in which they were taken. */
  const seqs = () => master.bodiesOf(REPORTS).flatMap(({ reports }) => reports.map(({ seq }: { seq: number }) => seq));
  return { master, server, lines, versions, delivery, seqs };
}

const ACCEPTED = { status: 200, body: '{}', etag: null, retryAfterMs: null, clock: null, takesGzip: false };

/** A delivery on a clock that the test turns, to a master whose replies are values. */
async function withClock(test: (parts: ReturnType<typeof stub>) => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    await test(stub());
  } finally {
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
}

function stub() {
  const { server } = serverAt('http://127.0.0.1:1');
  const post = vi.spyOn(server.connection, 'post').mockResolvedValue(ACCEPTED);
  return { server, post, delivery: new Delivery(server, { agentId: 'example', bootId: 'boot' }, () => {}) };
}

/** A master from before /reports, as FastAPI answers for a path it does not have. */
const old = ({ url }: Asked) => (url === REPORT ? { body: { status: 'ok' } } : { status: 404, body: { detail: 'Not Found' } });

it('sends what comes together as one batch, oldest first', async () => {
  const { master, versions, delivery } = await start();
  master.answer = () => ({ body: { accepted: 3, rejected: [], tasks_version: '"v1"' } });
  delivery.add(resultOf({ seq: 1 }), false);
  delivery.add(resultOf({ seq: 2, domain: 'b.failover' }), false);
  delivery.add(resultOf({ seq: 3, observation: failed() }), true);
  await until(() => expect(versions).toEqual(['"v1"']));
  const batches = master.bodiesOf(REPORTS);
  expect(batches).toHaveLength(1);
  expect(batches[0]).toMatchObject({ agent_id: 'example', boot_id: 'boot', reports: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
});

it('waits up to 200 ms for company unless a result is urgent', () =>
  withClock(async ({ delivery, post }) => {
    delivery.add(resultOf(), false);
    await vi.advanceTimersByTimeAsync(199);
    expect(post).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(post).toHaveBeenCalledTimes(1);
    delivery.add(resultOf(), false);
    delivery.add(resultOf(), true);
    await vi.advanceTimersByTimeAsync(0);
    expect(post).toHaveBeenCalledTimes(2);
  }));

it('tries again ever more seldom, and at once when the poll finds the master back', () =>
  withClock(async ({ server, delivery, post }) => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    server.availability.failed('tasks', new Error('away'));
    post.mockRejectedValue(new Error('away'));
    delivery.add(resultOf(), true);
    for (const [afterMs, times] of [
      [0, 1],
      [500, 2],
      [1000, 3],
      [2000, 4],
      [4000, 5],
      [7999, 5],
    ] as const) {
      await vi.advanceTimersByTimeAsync(afterMs);
      expect(post).toHaveBeenCalledTimes(times);
    }
    post.mockResolvedValue(ACCEPTED);
    server.availability.succeeded('tasks');
    await vi.advanceTimersByTimeAsync(0);
    expect(post).toHaveBeenCalledTimes(6);
  }));

it('never sends more than a thousand at once', async () => {
  const { master, delivery, seqs } = await start();
  for (let seq = 1; seq <= 2500; seq++) delivery.add(resultOf({ seq, domain: `d${seq}.failover` }), true);
  await until(() => expect(seqs()).toHaveLength(2500));
  expect(master.bodiesOf(REPORTS).map(({ reports }) => reports.length)).toEqual([1000, 1000, 500]);
});

it('serves a master without /reports with single reports, and leaves out errors', async () => {
  const { master, lines, delivery } = await start();
  master.answer = old;
  delivery.add(resultOf({ seq: 1 }), true);
  delivery.add(resultOf({ seq: 2, domain: 'b.failover', observation: failed() }), true);
  delivery.add(resultOf({ seq: 3, domain: 'c.failover', observation: error('local', 'EMFILE') }), true);
  await until(() => expect(master.bodiesOf(REPORT)).toHaveLength(2));
  delivery.add(resultOf({ seq: 4, domain: 'd.failover' }), true);
  await until(() => expect(master.bodiesOf(REPORT)).toHaveLength(3));
  expect(master.bodiesOf(REPORT).map(({ domain, status, reason }) => [domain, status, reason])).toEqual([
    ['webmail.failover', 'ok', null],
    ['b.failover', 'fail', 'refused'],
    ['d.failover', 'ok', null],
  ]);
  expect(master.bodiesOf(REPORTS)).toHaveLength(1);
  expect(lines).toEqual(['server1: has no /api/v1/reports; each result is sent alone']);
});

it('sends an old master only the latest of each task', async () => {
  const { master, delivery } = await start();
  master.answer = old;
  delivery.add(resultOf({ seq: 1 }), true);
  delivery.add(resultOf({ seq: 2, observation: failed() }), true);
  delivery.add(resultOf({ seq: 3, domain: 'b.failover' }), true);
  await until(() => expect(master.bodiesOf(REPORT)).toHaveLength(2));
  expect(master.bodiesOf(REPORT).map(({ domain, status }) => [domain, status])).toEqual([
    ['webmail.failover', 'fail'],
    ['b.failover', 'ok'],
  ]);
});

it('drops a single report that an old master does not want, and sends the others', async () => {
  const { master, lines, delivery } = await start();
  master.answer = (asked) =>
    asked.body?.domain === 'gone.failover' ? { status: 404, body: { detail: 'Unknown domain' } } : old(asked);
  delivery.add(resultOf({ seq: 1, domain: 'gone.failover' }), true);
  delivery.add(resultOf({ seq: 2, domain: 'b.failover' }), true);
  await until(() => expect(master.bodiesOf(REPORT)).toHaveLength(2));
  delivery.add(resultOf({ seq: 3, domain: 'c.failover' }), true);
  await until(() => expect(master.bodiesOf(REPORT).at(-1).domain).toBe('c.failover'));
  expect(master.bodiesOf(REPORT).map(({ domain }) => domain)).toEqual(['gone.failover', 'b.failover', 'c.failover']);
  expect(lines.join()).toContain('gone.failover 192.0.2.10:443 tcp was answered 404 "{\\"detail\\":\\"Unknown domain\\"}"');
});

it('finds out that an old master came back as a new one', async () => {
  const { master, lines, delivery, seqs } = await start();
  master.answer = old;
  delivery.add(resultOf({ seq: 1 }), true);
  await until(() => expect(master.bodiesOf(REPORT)).toHaveLength(1));
  await master.stop();
  delivery.add(resultOf({ seq: 2 }), true);
  await until(() => expect(lines.join()).toContain('lost'));
  await master.start();
  master.answer = () => ({ body: { accepted: 1, rejected: [] } });
  await until(() => expect(seqs()).toEqual([1, 2]));
});

it('keeps the latest of each task while the master is away, and sends all when it is back', async () => {
  const { master, lines, delivery, seqs } = await start();
  await master.stop();
  for (let seq = 1; seq <= 10; seq++) delivery.add(resultOf({ seq, domain: seq % 2 ? 'a.failover' : 'b.failover' }), true);
  await until(() => expect(lines).toHaveLength(1));
  delivery.add(resultOf({ seq: 11, domain: 'c.failover', observation: failed() }), true);
  await master.start();
  await until(() => expect(seqs()).toEqual([9, 10, 11]));
  await until(() => expect(lines[1]).toMatch(/^server1: back after/));
  expect(lines[0]).toMatch(/^server1: lost \(.*ECONNREFUSED.*\); probing goes on with the last tasks$/);
});

it('says once that its token is refused, and delivers when it no longer is', async () => {
  const { master, lines, delivery, seqs } = await start();
  master.answer = () => ({ status: 403, body: { detail: 'wrong token' } });
  delivery.add(resultOf({ seq: 1 }), true);
  await until(() => expect(master.asked.length).toBeGreaterThanOrEqual(2));
  expect(lines).toEqual([
    'server1: the master does not accept this token: POST /api/v1/reports was answered 403 "{\\"detail\\":\\"wrong token\\"}"',
  ]);
  const before = master.asked.length;
  master.answer = () => ({ body: { accepted: 1, rejected: [] } });
  await until(() => expect(master.asked.length).toBeGreaterThan(before));
  expect(seqs().at(-1)).toBe(1);
});

it('obeys Retry-After, even for urgent results', async () => {
  const { master, delivery, seqs } = await start();
  const times: number[] = [];
  master.answer = () => {
    times.push(performance.now());
    return times.length === 1 ? { status: 429, headers: { 'Retry-After': '1' } } : { body: { accepted: 2, rejected: [] } };
  };
  delivery.add(resultOf({ seq: 1 }), true);
  await until(() => expect(times).toHaveLength(1));
  await until(() => void delivery.add(resultOf({ seq: 2, domain: 'b.failover' }), true));
  await until(() => expect(times).toHaveLength(2));
  expect(times[1]! - times[0]!).toBeGreaterThan(990);
  expect(seqs().slice(1)).toEqual([1, 2]);
});

it('says what the master rejects, once for each reason, and does not send it again', async () => {
  const { master, lines, delivery, seqs } = await start();
  master.answer = () => ({
    body: {
      accepted: 0,
      rejected: [
        { index: 0, reason: 'not a target' },
        { index: 1, reason: 'not a target' },
      ],
    },
  });
  delivery.add(resultOf({ seq: 1 }), true);
  delivery.add(resultOf({ seq: 2, domain: 'b.failover' }), true);
  await until(() => expect(lines).toEqual(['server1: rejected webmail.failover 192.0.2.10:443 tcp: not a target']));
  await delivery.stop(5000);
  expect(seqs()).toEqual([1, 2]);
});

it('finds the one result for which the master refuses whole batches, and lets only that go', async () => {
  const { master, delivery } = await start();
  const taken = new Set<number>();
  master.answer = ({ body }) => {
    const seqs: number[] = body.reports.map(({ seq }: { seq: number }) => seq);
    if (seqs.includes(5)) return { status: 400, body: { detail: 'bad' } };
    for (const seq of seqs) taken.add(seq);
    return { body: { accepted: seqs.length, rejected: [] } };
  };
  for (let seq = 1; seq <= 9; seq++) delivery.add(resultOf({ seq, domain: `d${seq}.failover` }), true);
  await until(() => expect([...taken].sort()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]));
});

it('does not hammer a master that refuses everything', () =>
  withClock(async ({ delivery, post }) => {
    post.mockResolvedValue({ ...ACCEPTED, status: 400 });
    for (let seq = 1; seq <= 500; seq++) delivery.add(resultOf({ seq, domain: `d${seq}.failover` }), true);
    await vi.advanceTimersByTimeAsync(60_000);
    const refused = post.mock.calls.length;
    expect(refused).toBeLessThan(40);
    post.mockResolvedValue(ACCEPTED);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(post.mock.calls.length).toBeGreaterThan(refused);
  }));

it('sends again what somebody took who is no master, and says so', async () => {
  const { master, lines, delivery, seqs } = await start();
  master.answer = () => ({ body: '<html>welcome' });
  delivery.add(resultOf({ seq: 1 }), true);
  await until(() => expect(lines).toEqual(['server1: unexpected reply: POST /api/v1/reports was answered 200 "<html>welcome"']));
  master.answer = () => ({ body: { accepted: 1, rejected: [] } });
  await until(() => expect(seqs()).toEqual([1, 1]));
});

it.each([
  ['rejected that is no list of rejections', { rejected: [null, 7, { index: 0 }, { index: 'x', reason: 'y' }] }],
  ['a version that is no text', { rejected: [], tasks_version: 5 }],
  ['a version that is an object', { tasks_version: { a: 1 } }],
])('goes on after %s', async (_what, body) => {
  const { master, delivery, versions, seqs } = await start();
  master.answer = () => ({ body });
  delivery.add(resultOf({ seq: 1 }), true);
  await until(() => expect(seqs()).toEqual([1]));
  master.answer = () => ({ body: { rejected: [], tasks_version: 'v2' } });
  delivery.add(resultOf({ seq: 2 }), true);
  await until(() => expect(versions).toEqual(['v2']));
});

it('says a rejection in its first words, without the token', async () => {
  const { master, lines, delivery } = await start();
  master.answer = () => ({ body: { rejected: [{ index: 0, reason: `secret_token ${'x'.repeat(20_000)}` }] } });
  delivery.add(resultOf(), true);
  await until(() => expect(lines).toHaveLength(1));
  expect(lines[0]).toMatch(/^server1: rejected webmail\.failover 192\.0\.2\.10:443 tcp: \*\*\* x{50,120}$/);
});

it('keeps its results while there is only a proxy, and speaks to the master as before when it is back', async () => {
  const { master, delivery, seqs } = await start();
  master.answer = () => ({ status: 404, body: 'no such page' });
  delivery.add(resultOf({ seq: 1, observation: error('local', 'no anchor answers') }), true);
  delivery.add(resultOf({ seq: 2, domain: 'b.failover', observation: failed() }), true);
  await until(() => expect(master.bodiesOf(REPORT).length).toBeGreaterThan(0));
  const before = seqs().length;
  master.answer = () => ({ body: { rejected: [] } });
  await until(() => expect(seqs().slice(before)).toContain(2));
});

it('is not delayed by another master that never answers', async () => {
  const [hole, good] = [await start(), await start()];
  hole.master.answer = () => 'never';
  for (let seq = 1; seq <= 20; seq++) {
    hole.delivery.add(resultOf({ seq }), true);
    good.delivery.add(resultOf({ seq }), true);
    await until(() => expect(good.seqs()).toContain(seq));
  }
  expect(hole.master.asked.length).toBeLessThanOrEqual(1);
});

it('sends what is left when it is stopped, but waits no longer than told', async () => {
  const { master, delivery, seqs } = await start();
  delivery.add(resultOf({ seq: 1 }), false);
  await delivery.stop(5000);
  expect(seqs()).toEqual([1]);

  const other = await start();
  other.master.answer = () => 'never';
  other.delivery.add(resultOf({ seq: 1 }), true);
  await until(() => expect(other.master.asked).toHaveLength(1));
  await other.delivery.stop(50);
  expect(master.asked).toHaveLength(1);
});

it('drops what waits about a task that is no more', async () => {
  const { delivery, seqs } = await start();
  delivery.add(resultOf({ seq: 1 }), false);
  delivery.add(resultOf({ seq: 2, domain: 'b.failover' }), false);
  delivery.forget([resultOf().task.key]);
  await until(() => expect(seqs()).toEqual([2]));
});
