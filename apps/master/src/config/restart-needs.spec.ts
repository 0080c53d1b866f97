import { expect, it } from 'vitest';
import { type MasterConfig } from './master-config.js';
import { Running } from './restart-needs.js';

/** Listening on these ports with so many workers. */
const config = (workers: number, ...ports: number[]): MasterConfig =>
  ({
    dns: {
      listen: ports.map((port) => ({ address: '::', port })),
      workers,
      maxUdpSize: 1232,
      tcp: { maxConnections: 9, idleSec: 9 },
    },
    storage: { path: 'a.db', keepDays: 1 },
  }) as unknown as MasterConfig;

it('what waits for a restart is what a listener that runs was not opened with', () => {
  const running = new Running(config(1, 53));
  const moved = config(2, 53);
  running.follow(moved);
  expect(running.waitingFor(moved)).toEqual(['dns.workers']);
  // Another port: the listener there was opened with the new settings.
  running.follow(config(2, 54));
  expect(running.waitingFor(config(2, 54))).toEqual([]);
  expect(running.waitingFor(config(1, 54))).toEqual(['dns.workers']);
  running.follow(config(3, 54, 55));
  expect(running.waitingFor(config(3, 54, 55))).toEqual(['dns.workers']);
  expect(running.waitingFor({ ...config(2, 54), storage: { path: 'b.db', keepDays: 1 } })).toEqual([
    'dns.workers',
    'storage.path',
  ]);
});
