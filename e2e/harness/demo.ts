import { once } from 'node:events';
import { createServer } from 'node:net';
import { capture, Program } from './program.js';
import { until } from './until.js';
import { type World } from './world.js';

const LOCK_PORT = 8098;
export const NAME = 'webmail.failover';

/** The demo has fixed ports, so one test at a time: waits until no other holds them, and holds them until the test ends. */
export async function holdDemoPorts(world: World): Promise<void> {
  const lock = createServer();
  await until(
    async () => {
      lock.listen(LOCK_PORT, '127.0.0.1');
      await once(lock, 'listening');
    },
    { within: 90 },
  );
  world.onClose(() => lock.close());
}

/** Starts the demo without a terminal and waits for its banner. */
export async function startDemo(
  world: World,
  [command, ...args] = [process.execPath, 'tools/demo.mjs'],
  within = 30,
): Promise<Program> {
  await holdDemoPorts(world);
  const demo = world.own(Program.run('demo', command!, args, { env: { NO_COLOR: undefined } }));
  demo.child.stdin?.end();
  await demo.prints('Ready.', { within });
  return demo;
}

/** All processes below one, by id. */
export async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await capture('pgrep', ['-P', String(pid)]);
  const children = stdout.split('\n').filter(Boolean).map(Number);
  return [...children, ...(await Promise.all(children.map(descendants))).flat()];
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
