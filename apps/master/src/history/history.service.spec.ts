import { Readiness } from '../health/readiness.js';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDomainConfig, aHub } from '../health/health.fixture.js';
import { Documents } from './documents.js';
import { EventLog } from './event-log.js';
import { HistoryService } from './history.service.js';
import { Ledger } from './ledger.js';
import { Snapshots } from './snapshots.js';
import { StateSpans } from './state-spans.js';
import { Storage } from './storage.js';
import { type Transition, Transitions } from './transitions.js';

const domain = aDomainConfig();
let folder: string;
const open: { service: HistoryService; hub: ReturnType<typeof aHub> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  for (const { service, hub } of open.splice(0)) {
    hub.decisions.onApplicationShutdown();
    await service.onApplicationShutdown();
  }
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

/** One life of a master. */
async function aLife(path = join(folder, 'failover.db')) {
  const hub = aHub(undefined, { storage: { path, keepDays: 30 } });
  const { config, states, policies, decisions, clock } = hub;
  const storage = new Storage(config, new Readiness());
  const events = new EventLog(storage, clock);
  const documents = new Documents(clock);
  const ledger = new Ledger(storage);
  const spans = new StateSpans(config, decisions, documents, ledger, clock);
  const snapshots = new Snapshots(config, policies, states, clock);
  const service = new HistoryService(config, storage, snapshots, documents, events, ledger, spans, clock);
  await service.onModuleInit();
  new Transitions(decisions, events).onApplicationBootstrap();
  open.push({ service, hub });
  const end = async () => {
    open.splice(0);
    hub.decisions.onApplicationShutdown();
    await service.onApplicationShutdown();
  };
  const report = () =>
    states.apply(domain, { kind: 'report', target: 0, agent: 'fra', result: 'ok', at: clock.at, latencyMs: 1, reason: null });
  return { hub, storage, events, documents, service, report, end };
}

/** Kills the storage thread. */
const kill = (storage: Storage) => (storage as unknown as { thread: { end(): Promise<void> } }).thread.end();

describe('HistoryService', () => {
  it('brings states, documents and events into the next life', async () => {
    const first = await aLife();
    first.report();
    first.documents.put('override', 'a', { why: 'work' });
    await first.end();
    const second = await aLife();
    expect(second.hub.decisions.inForce(domain)).toMatchObject({ addresses: ['192.0.2.10'], state: 'frozen' });
    expect(second.documents.all('override')).toMatchObject([{ key: 'a', value: { why: 'work' } }]);
    const [event, ...more] = await second.events.since(0);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ kind: 'transition', domain: 'webmail.failover' });
    expect(event?.data as Transition).toMatchObject({
      decision: { addresses: ['192.0.2.10'], reason: expect.any(String) as string },
      previous: { addresses: ['192.0.2.254'] },
      changed: [{ ip: '192.0.2.10', from: 'unknown', to: 'up' }],
    });
  });

  it('writes also what comes while it writes, before it says that it is done', async () => {
    const { storage, documents, service } = await aLife();
    const write = storage.write.bind(storage);
    const written: unknown[] = [];
    let asked: Promise<void> | undefined;
    vi.spyOn(storage, 'write').mockImplementation(async (rows) => {
      if (asked === undefined) {
        documents.put('override', 'b', { why: 'late' });
        asked = service.flush();
      }
      const isWritten = await write(rows);
      written.push(...rows.documents.map(([, key]) => key));
      return isWritten;
    });
    documents.put('override', 'a', { why: 'work' });
    await service.flush();
    await asked;
    expect(written).toEqual(['a', 'b']);
  });

  it('writes a state that changed by itself', async () => {
    const first = await aLife();
    first.report();
    await first.service.flush();
    first.hub.clock.at += 60_000;
    first.hub.states.advance(domain);
    await first.end();
    expect((await aLife()).hub.decisions.inForce(domain).addresses).toEqual(['192.0.2.254']);
  });

  it('reads events from memory and file as one row, and gives ids that only rise', async () => {
    const { events, service, hub } = await aLife();
    const append = (kind: string) => events.append({ domain: null, kind, data: 1 }).id;
    const [one, two] = [append('one'), append('two')];
    await service.flush();
    hub.clock.at -= 500_000;
    const three = append('three');
    expect(one < two && two < three).toBe(true);
    expect((await events.since(one)).map(({ kind }) => kind)).toEqual(['two', 'three']);
    expect((await events.since(one, { limit: 1 })).map(({ kind }) => kind)).toEqual(['two']);
    expect((await events.newest({ limit: 2 })).map(({ kind }) => kind)).toEqual(['three', 'two']);
    expect((await events.newest({ limit: 2, before: two })).map(({ kind }) => kind)).toEqual(['one']);
  });

  it('keeps nothing in :memory:, and works all the same', async () => {
    const { storage, events, documents, service } = await aLife(':memory:');
    events.append({ domain: 'a.test', kind: 'one', data: { x: 1 } });
    documents.put('k', 'a', 1);
    await service.flush();
    expect(storage.fault()).toBeNull();
    expect(await events.since(0, { domain: 'a.test' })).toMatchObject([{ kind: 'one', data: { x: 1 } }]);
    expect(documents.all('k')).toHaveLength(1);
  });

  it('begins another thread when the one that stores dies', async () => {
    const said = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const first = await aLife();
    await kill(first.storage);
    first.report();
    await first.service.flush();
    expect(first.storage.fault()).toMatch('the storage thread died');
    expect(said).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(first.storage.fault()).toBeNull(), { timeout: 10_000, interval: 100 });
    await first.end();
    expect((await aLife()).hub.decisions.inForce(domain).addresses).toEqual(['192.0.2.10']);
  });

  it('a request that the thread dies of is not lost', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const { storage, report, service, end } = await aLife();
    report();
    const flushed = service.flush();
    await new Promise((resolve) => setImmediate(resolve));
    await kill(storage);
    await flushed;
    await vi.waitFor(() => expect(storage.fault()).toBeNull(), { timeout: 10_000, interval: 100 });
    await end();
    expect((await aLife()).hub.decisions.inForce(domain).addresses).toEqual(['192.0.2.10']);
  });
});
