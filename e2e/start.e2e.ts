import { expect, test } from 'vitest';
import { descendants, isRunning, startDemo } from './harness/demo.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const BUILD_SEC = 120;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  test(`npm start builds, shows the demo and leaves nothing behind after ${signal}`, async () => {
    const npm = await startDemo(world, ['npm', 'start'], BUILD_SEC);
    expect(npm.stdout).toMatch(/building … done in \d/);
    const pids = await descendants(npm.pid);
    expect(pids.length).toBeGreaterThanOrEqual(6);
    const { code } = await npm.stop({ signal, within: 10 });
    if (signal !== 'SIGKILL') expect(code).toBe(0);
    await until(() => expect(pids.filter(isRunning)).toEqual([]), { within: signal === 'SIGKILL' ? 8 : 0 });
  });
}
