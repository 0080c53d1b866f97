import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CurrentConfig } from '../config/current-config.js';
import { type WebhookConfig } from '../config/master-config.js';
import { aMasterConfig, StoppedClock } from '../health/health.fixture.js';
import { Readiness } from '../health/readiness.js';
import { EventLog } from '../history/event-log.js';
import { Storage } from '../history/storage.js';
import { DeliveryQueue } from './delivery-queue.js';

let server: Server;
let got: number[];
let events: EventLog;
let queue: DeliveryQueue | undefined;
let said: string[];

beforeEach(async () => {
  got = [];
  said = [];
  server = createServer((request, response) => {
    got.push(Number(request.headers['x-failover-id']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const config = new CurrentConfig(aMasterConfig());
  events = new EventLog(new Storage(config, new Readiness()), new StoppedClock());
  for (const level of ['log', 'warn', 'error'] as const)
    vi.spyOn(Logger.prototype, level).mockImplementation((text: unknown) => void said.push(String(text)));
});
afterEach(() => {
  queue?.stop();
  server.closeAllConnections();
  server.close();
  vi.restoreAllMocks();
});

const aWebhook = (change: Partial<WebhookConfig> = {}): WebhookConfig => ({
  name: 'ops',
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  format: 'json',
  secret: undefined,
  events: ['brake'],
  domains: [],
  headers: {},
  timeoutMs: 5000,
  ca: undefined,
  ...change,
});
const brake = () => events.append({ domain: null, kind: 'brake', data: { on: false } });
const other = () => events.append({ domain: null, kind: 'reload', data: {} });

/** `settled` as the queue says it. */
function aQueue(change: Partial<WebhookConfig> = {}): number[] {
  const settled: number[] = [];
  const made = new DeliveryQueue(aWebhook(change), events, (id) => settled.push(id));
  queue = made;
  events.onAppend((event) => made.push(event));
  return settled;
}

it('holds 10,000 at most: the oldest are given up, are counted, and that is said once', async () => {
  aQueue({ url: 'http://127.0.0.1:1/' });
  const first = brake();
  await vi.waitFor(() => expect(queue!.failures).toBeGreaterThan(0), { timeout: 10_000 });
  for (let n = 0; n < 12_000; n++) brake();
  expect([queue!.length, queue!.counts.dropped]).toEqual([10_001, 2000]);
  expect(said.filter((text) => text.includes('given up'))).toEqual([
    'ops: an event is given up: it was the oldest of more than 10000 that wait',
  ]);
  // History without a file holds the newest alone: what it lost is given up in turn, and the rest comes in order.
  queue!.follow(aWebhook());
  const last = brake();
  await vi.waitFor(() => expect(got.at(-1)).toBe(last.id), { timeout: 30_000 });
  expect([queue!.length, queue!.counts.dropped + got.length]).toEqual([0, 12_002]);
  expect(got).toEqual([...got].sort((one, two) => one - two));
  expect(got).not.toContain(first.id);
});

it('takes up what it had not settled, between what happens meanwhile, once each', async () => {
  const [before, ...missed] = Array.from({ length: 251 }, () => (other(), brake().id));
  const settled = aQueue();
  const restored = queue!.restore(before!);
  const meanwhile = brake();
  await restored;
  const all = [...missed, meanwhile.id];
  await vi.waitFor(() => expect(settled).toEqual(all), { timeout: 30_000 });
  expect(got).toEqual(all);
});

it('does not look again at what it does not want', async () => {
  const settled = aQueue();
  const unwanted = other();
  const wanted = brake();
  other();
  await vi.waitFor(() => expect(settled).toEqual([unwanted.id, wanted.id]), { timeout: 10_000 });
});

it('gives up what cannot be written, and goes on with the next', async () => {
  const settled = aQueue({ events: ['transition', 'brake'] });
  const broken = events.append({ domain: null, kind: 'transition', data: null });
  const next = brake();
  await vi.waitFor(() => expect(settled).toEqual([broken.id, next.id]), { timeout: 10_000 });
  expect([got, queue!.counts.refused]).toEqual([[next.id], 1]);
});
