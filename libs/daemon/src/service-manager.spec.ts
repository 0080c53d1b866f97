import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serviceManager } from './service-manager.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says nothing where no service manager asked', () => {
  const sent: string[] = [];
  const manager = serviceManager({ WATCHDOG_USEC: '1000000' }, (state) => sent.push(state));
  manager.ready();
  vi.advanceTimersByTime(5000);
  manager.stopping();
  expect(sent).toEqual([]);
});

it('tells that it is ready, that it lives at half the time, and that it stops', () => {
  const sent: string[] = [];
  const manager = serviceManager({ NOTIFY_SOCKET: '/run/s', WATCHDOG_USEC: '4000000' }, (state) => sent.push(state));
  vi.advanceTimersByTime(9000);
  expect(sent).toEqual([]);
  manager.ready();
  vi.advanceTimersByTime(4000);
  expect(sent).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1']);
  manager.stopping();
  vi.advanceTimersByTime(9000);
  expect(sent.slice(3)).toEqual(['STOPPING=1']);
});

it('has no timer without a watchdog', () => {
  const sent: string[] = [];
  serviceManager({ NOTIFY_SOCKET: '/run/s' }, (state) => sent.push(state)).ready();
  vi.advanceTimersByTime(60_000);
  expect(sent).toEqual(['READY=1']);
});
