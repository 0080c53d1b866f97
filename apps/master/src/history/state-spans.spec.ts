import { expect, it } from 'vitest';
import { aDomainConfig, aHub } from '../health/health.fixture.js';
import { Readiness } from '../health/readiness.js';
import { Documents } from './documents.js';
import { Ledger } from './ledger.js';
import { StateSpans, thinned } from './state-spans.js';
import { Storage } from './storage.js';

const NAME = aDomainConfig().name;

function aLife(rows: [string, number, string][] = [], lastBeat?: number) {
  const { config, decisions, clock } = aHub();
  const documents = new Documents(clock);
  documents.load(lastBeat === undefined ? [] : [['alive', 'master', 'null', lastBeat]]);
  const spans = new StateSpans(config, decisions, documents, new Ledger(new Storage(config, new Readiness())), clock);
  spans.load(rows);
  spans.onApplicationBootstrap();
  spans.beforeApplicationShutdown();
  return { spans, now: clock.wall().getTime() };
}
const { now } = aLife();

it('a new domain begins when it is first seen', () => {
  expect(aLife().spans.between(NAME, 0, now + 1).spans).toEqual([{ at: now, state: 'fallback' }]);
});

it('a short restart is no gap: the state goes on', () => {
  const { spans } = aLife([[NAME, now - 90_000, 'fallback']], now - 20_000);
  expect(spans.current(NAME)).toEqual({ at: now - 90_000, state: 'fallback', before: null });
});

it('while the master did not run there is a gap, and a state that stands after it stands since before', () => {
  const { spans } = aLife(
    [
      [NAME, now - 900_000, 'healthy'],
      [NAME, now - 600_000, 'fallback'],
    ],
    now - 300_000,
  );
  expect(spans.between(NAME, 0, now + 1).spans.map(({ state }) => state)).toEqual(['healthy', 'fallback', 'gap', 'fallback']);
  expect(spans.current(NAME)).toEqual({ at: now - 600_000, state: 'fallback', before: 'healthy' });
});

it('what is asked for begins with the span that reaches into it', () => {
  const { spans } = aLife([
    [NAME, now - 900_000, 'healthy'],
    [NAME, now - 600_000, 'degraded'],
  ]);
  expect(spans.between(NAME, now - 700_000, now - 500_000).spans).toEqual([
    { at: now - 900_000, state: 'healthy' },
    { at: now - 600_000, state: 'degraded' },
  ]);
});

it('of more spans than a strip shows the worst stay to be seen', () => {
  const flaps = Array.from({ length: 1000 }, (_, index) => ({
    at: index * 100,
    state: index % 2 ? ('degraded' as const) : ('healthy' as const),
  }));
  const shown = thinned([...flaps.slice(0, 500), { at: 50_050, state: 'fallback' }, ...flaps.slice(501)], 0, 100_000);
  expect(shown.length).toBeLessThan(130);
  expect(shown.filter(({ state }) => state === 'fallback')).toHaveLength(1);
});

it('of more spans than a strip shows the one that lasts stays the last', () => {
  const flaps = Array.from({ length: 1000 }, (_, index) => ({
    at: index * 100,
    state: index % 2 ? ('healthy' as const) : ('fallback' as const),
  }));
  expect(thinned(flaps, 0, 100_000).at(-1)).toEqual({ at: 99_900, state: 'healthy' });
});

it('says how many states there were before some were left out', () => {
  const rows = Array.from({ length: 300 }, (_, index): [string, number, string] => [
    NAME,
    now - 300_000 + index * 1000,
    index % 2 ? 'healthy' : 'degraded',
  ]);
  const { spans, count } = aLife(rows).spans.between(NAME, 0, now + 1);
  expect(count).toBe(301);
  expect(spans.length).toBeLessThan(130);
});
