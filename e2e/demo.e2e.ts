import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { descendants, holdDemoPorts, isRunning, NAME, startDemo } from './harness/demo.js';
import { dig } from './harness/dig.js';
import { capture, Program } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const control = (action: string) => fetch(`http://127.0.0.1:8099/targets/${action}`, { method: 'POST' });
const answers = async () => (await dig(NAME, 'A', { port: 8053 })).answers;

test('what the demo prints works, a stopped target leaves the answer, and nothing is left behind', async () => {
  const demo = await startDemo(world);
  const pids = await descendants(demo.pid);
  expect(pids).toHaveLength(4);

  const commands = [...demo.stdout.matchAll(/^ {2}((?:dig|curl) .*?)(?: {2,}.*)?$/gm)].map(([, line]) => line!);
  const [lookUp, overTcp, six, status] = commands.filter((line) => !line.includes('/targets/'));
  for (const [line, pattern] of [
    [lookUp, /IN\s+A\s+127\.0\.0\.11/],
    [overTcp, /127\.0\.0\.12[^]*\(TCP\)/],
    [six, /status: NOERROR[^]*SOA/],
  ] as const) {
    await until(async () => expect((await capture('sh', ['-c', line!])).stdout).toMatch(pattern), { within: 10 });
  }
  const url = status!.replace('curl ', '');
  expect(await (await fetch(url)).json()).toMatchObject({ domain: NAME, live: true });
  const [page, docs] = [...demo.stdout.matchAll(/^ {2}(http:\S+)/gm)].map(([, url]) => url!);
  expect(await (await fetch(page!)).text()).toMatch(/<title>.*Failover DNS/);
  expect((await fetch(docs!)).status).toBe(200);

  expect((await control('1/stop')).status).toBe(200);
  await demo.prints(
    /answer: webmail\.failover\. 2 IN A 127\.0\.0\.11 127\.0\.0\.12 → 127\.0\.0\.12 \(\d\.\d s after you stopped target 1\)/,
    { within: 10 },
  );
  expect(await answers()).toEqual([`${NAME}. 2 IN A 127.0.0.12`]);
  await control('2/stop');
  await demo.prints(/1 IN A 127\.0\.0\.12 → 127\.0\.0\.13 /, { within: 10 });
  expect(await answers()).toEqual([`${NAME}. 1 IN A 127.0.0.13`]);
  await control('1/start');
  await demo.prints(/127\.0\.0\.13 → 127\.0\.0\.11 \(.* after you started target 1\)/, { within: 10 });
  expect((await control('3/stop')).status).toBe(404);

  const [last] = demo.stdout.trim().split('\n').slice(-1);
  expect(last).toMatch(/^[a-z0-9-]+ +│ /);
  expect(demo.output).not.toContain('\x1b');
  expect(await demo.stop()).toEqual({ code: 0, signal: null });
  expect(pids.filter(isRunning)).toEqual([]);
});

test('killed by kill -9, the demo leaves nothing behind', async () => {
  const demo = await startDemo(world);
  const pids = await descendants(demo.pid);
  expect(pids).toHaveLength(4);
  await demo.stop({ signal: 'SIGKILL' });
  await until(() => expect(pids.filter(isRunning)).toEqual([]), { within: 10 });
});

test('on a terminal the keys 1 and 2 stop and start targets, and Ctrl-C ends it', async () => {
  await holdDemoPorts(world);
  const line = `${process.execPath} tools/demo.mjs`;
  const demo = world.own(Program.run('demo', 'script', ['--quiet', '--flush', '--return', '--command', line, '/dev/null']));
  await demo.prints('press 1 or 2', { within: 30 });
  const pids = await descendants(demo.pid);
  demo.child.stdin?.write('1');
  await demo.prints('target 1 (http://127.0.0.11:8081/) is stopped', { within: 10 });
  await demo.prints('after you stopped target 1', { within: 10 });
  demo.child.stdin?.write('1');
  await demo.prints('after you started target 1', { within: 10 });
  demo.child.stdin?.write('\x03');
  expect(await demo.ended).toEqual({ code: 0, signal: null });
  expect(pids.filter(isRunning)).toEqual([]);
});

test('a port that is taken is said in one line, before anything starts', async () => {
  await holdDemoPorts(world);
  const squatter = createServer().listen(8000, '127.0.0.1');
  await once(squatter, 'listening');
  world.onClose(() => squatter.close());
  const demo = world.own(Program.run('demo', process.execPath, ['tools/demo.mjs']));
  expect(await demo.ended).toEqual({ code: 1, signal: null });
  expect(demo.output).toBe('demo: 127.0.0.1:8000/tcp (API) is in use; free it and start again\n');
});
