import { type DomainHistoryDto, type DomainRowsDto, type LatencySeriesDto } from '@failover-dns/contracts';
import { type Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { type Master } from './harness/master.js';
import { Past } from './harness/past.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const NAME = 'webmail.failover';
/** Asked for what the master’s minute is, by which latencies are kept. */
const PROBE = 'probe.failover';
const AGENTS = ['ams-1', 'nyc-1'];
const TARGETS = [
  { ip: '192.0.2.10', port: 443 },
  { ip: '192.0.2.11', port: 443 },
];
const [MIN, HOUR] = [60_000, 3_600_000];
/** What is lived, by hours ago: what the agents measured, and which targets were down. */
const LIVED: readonly { hoursAgo: number; ms: number; down?: readonly number[] }[] = [
  { hoursAgo: 150, ms: 20 },
  { hoursAgo: 100.5, ms: 400 },
  { hoursAgo: 50, ms: 22 },
  { hoursAgo: 26, ms: 24 },
  { hoursAgo: 20, ms: 1200 },
  { hoursAgo: 10, ms: 30, down: [0] },
  { hoursAgo: 8, ms: 32 },
  { hoursAgo: 5, ms: 34, down: [0, 1] },
  { hoursAgo: 4.5, ms: 36 },
  { hoursAgo: 0.5, ms: 40 },
  { hoursAgo: 0.25, ms: 42 },
];

interface Sample {
  at: number;
  target: string;
  agent: string;
  /** null: it failed. */
  ms: number | null;
}
const samples: Sample[] = [];
let master: Master;
let started: number;

const nameOf = ({ ip, port }: { ip: string; port: number }) => `${ip}:${port}`;
const historyOf = async (name: string, query: string) =>
  (await master.get<DomainHistoryDto>(`/api/v1/domains/${name}/history?${query}`)).body;
const rowOf = async () => {
  const { domains } = (await master.get<DomainRowsDto>('/api/v1/overview/domains')).body;
  return domains.find(({ domain: name }) => name === NAME);
};

/** The master’s clock stands at `at`, and what is reported is kept under its minute. */
async function arrive(past: Past, at: number): Promise<void> {
  past.go((Date.now() - at) / MIN);
  await until(
    async () => {
      await sendReport(master, report(TARGETS[0]!, { domain: PROBE }));
      const { series, times } = await historyOf(PROBE, `from=${at - 3 * MIN}&to=${at + 2 * MIN}&points=10`);
      return (series[0]?.count[times.indexOf(Math.floor(at / MIN) * MIN)] ?? 0) > 0;
    },
    { within: 10 },
  );
}

async function live({ hoursAgo, ms, down = [] }: (typeof LIVED)[number], past: Past): Promise<void> {
  // Twenty seconds into a minute: it does not end meanwhile.
  const at = Math.floor((started - hoursAgo * HOUR) / MIN) * MIN + 20_000;
  await arrive(past, at);
  for (const [index, target] of TARGETS.entries())
    for (const [place, agent] of AGENTS.entries())
      for (const more of [0, 6]) {
        const isDown = down.includes(index) || (place === 1 && more === 6 && index === 0);
        const latency = isDown ? null : ms * (1 + place) + more + index * 3;
        const over = isDown ? { status: 'fail', latency_ms: null, reason: 'refused' } : { latency_ms: latency };
        expect((await sendReport(master, report(target, { agent_id: agent, ...over }))).status).toBe(200);
        samples.push({ at, target: nameOf(target), agent, ms: latency });
      }
}

beforeAll(async () => {
  started = Date.now();
  const past = new Past(world, 160);
  const server = { policy: 'any', timeout_sec: 3600 };
  master = await world.master({
    domains: { [NAME]: domain(TARGETS, { server }), [PROBE]: domain(TARGETS.slice(0, 1), { server }) },
    env: past.env,
  });
  for (const moment of LIVED) await live(moment, past);
  past.go(0);
  await until(async () => (await rowOf())?.state === 'healthy', { within: 10 });
}, 120_000);
afterAll(() => browsers.close());

interface Told {
  count: number;
  failures: number;
  min: number;
  mean: number;
  max: number;
}

/** What one bucket has to tell of one target and agent; null: nothing was measured. */
function expected(target: string, agent: string, from: number, to: number): Told | null {
  const own = samples.filter((one) => one.target === target && one.agent === agent && one.at >= from && one.at < to);
  if (own.length === 0) return null;
  const passed = own.flatMap(({ ms }) => ms ?? []);
  const [count, failures] = [own.length, own.length - passed.length];
  const mean = passed.reduce((sum, ms) => sum + ms, 0) / passed.length;
  return { count, failures, min: Math.min(...passed), mean, max: Math.max(...passed) };
}

/** To a thousandth, as it is kept. */
const same = (value: number | null | undefined, wanted: number): void => {
  if (!Number.isFinite(wanted)) expect(value).toBeNull();
  else expect(Math.abs((value ?? Number.NaN) / wanted - 1)).toBeLessThan(0.001);
};

function holds({ times, to, step_ms, series }: DomainHistoryDto): number {
  let told = 0;
  for (const target of TARGETS.map(nameOf))
    for (const agent of AGENTS) {
      const own = series.find((one) => one.target === target && one.agent === agent) as LatencySeriesDto;
      for (const [index, time] of times.entries()) {
        const wanted = expected(target, agent, time, Math.min(to, time + step_ms));
        expect([own.count[index], own.failures[index]]).toEqual([wanted?.count ?? 0, wanted?.failures ?? 0]);
        if (wanted === null) continue;
        same(own.min_ms[index], wanted.min);
        same(own.mean_ms[index], wanted.mean);
        same(own.max_ms[index], wanted.max);
        told++;
      }
    }
  return told;
}

test.each([
  [1, 1, 2],
  [24, 20, 7],
  [168, 120, 10],
])('of %i hours each bucket tells what was measured in it', async (hours, minutes, buckets) => {
  const history = await historyOf(NAME, `hours=${hours}&points=120`);
  expect(history.step_ms).toBe(minutes * MIN);
  const told = holds(history);
  expect(told % 4).toBe(0);
  expect(told / 4).toBeGreaterThanOrEqual(buckets - 1);
  expect(told / 4).toBeLessThanOrEqual(buckets + 1);
});

/** What a chart reads out under the pointer, by agent. */
async function readOut(chart: Locator): Promise<Record<string, string>> {
  const lines = await chart.locator('.readout .key').all();
  const textOf = (line: Locator, place: number) => line.locator('span').nth(place).innerText();
  return Object.fromEntries(await Promise.all(lines.map(async (line) => [await textOf(line, 0), await textOf(line, 1)])));
}

/** `22 Nov 14:00`, or `14:00`, as the page writes it. */
function momentOf(time: number, isLong: boolean): string {
  const date = new Date(time);
  const clock = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  return isLong ? `${date.getDate()} ${date.toLocaleString('en-US', { month: 'short' })} ${clock}` : clock;
}

function wordsOf({ failures, count, mean }: Told): string {
  if (failures === count) return 'failed';
  const share = failures === 0 ? '' : `, ${failures} of ${count} failed`;
  return `${Math.round(mean).toLocaleString('en-US')} ms${share}`;
}

async function chartsRead(tab: Tab, hours: number, words: string): Promise<number> {
  const { page } = tab;
  const reply = page.waitForResponse(new RegExp(`history\\?hours=${hours}&`));
  await page.locator('.seg label', { hasText: words }).click();
  const { times, from, to, step_ms } = (await (await reply).json()) as DomainHistoryDto;
  let read = 0;
  for (const target of TARGETS.map(nameOf)) {
    const chart = page.locator('.chart', { hasText: target });
    const plot = chart.locator('.u-over');
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.boundingBox())!;
    for (const time of times) {
      const wanted = AGENTS.map((agent) => [agent, expected(target, agent, time, Math.min(to, time + step_ms))] as const);
      if (wanted.every(([, one]) => one === null)) continue;
      await page.mouse.move(box.x + ((time - from) / (to - from)) * box.width, box.y + box.height / 2);
      const when = chart.locator('.readout b');
      await until(async () => expect(await when.innerText()).toBe(momentOf(time, hours > 24)), { within: 10 });
      const told = wanted.flatMap(([agent, one]) => (one === null ? [] : [[agent, wordsOf(one)]]));
      expect(await readOut(chart)).toEqual(Object.fromEntries(told));
      read++;
    }
  }
  return read;
}

test('the charts read out what was measured, in each of their times', { timeout: 60_000 }, async () => {
  const tab = await browsers.tab(master);
  await tab.open(`/domains/${NAME}`);
  await tab.page.locator('.chart canvas').first().waitFor();
  expect(await chartsRead(tab, 24, '24 h')).toBeGreaterThanOrEqual(12);
  expect(await chartsRead(tab, 168, '7 d')).toBeGreaterThanOrEqual(18);
  await tab.page.mouse.move(0, 0);
  await tab.page.locator('.readout').first().waitFor({ state: 'detached' });
  const head = tab.page.locator('.chart h3 span').first();
  await until(async () => expect(await head.innerText()).toMatch(/^\d+ to [\d,]+ ms/), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('the strip stands where the states were', async () => {
  const tab = await browsers.tab(master);
  await tab.open(`/domains/${NAME}`);
  const strip = tab.page.locator('svg.strip.wide');
  await strip.waitFor();
  const placesOf = async (state: string) =>
    (await strip.locator(`rect.${state}`).all()).length === 0
      ? []
      : strip.locator(`rect.${state}`).evaluateAll((all) => all.map((one) => [one.getAttribute('x'), one.getAttribute('width')]));
  // 240 units are a day; a unit is six minutes.
  const [[x, width] = []] = await placesOf('degraded');
  expect(Math.abs(Number(x) - 140)).toBeLessThanOrEqual(1);
  expect(Math.abs(Number(width) - 20)).toBeLessThanOrEqual(1);
  const [[left, wide] = []] = await placesOf('fallback');
  expect(Math.abs(Number(left) - 190)).toBeLessThanOrEqual(1);
  expect(Math.abs(Number(wide) - 5)).toBeLessThanOrEqual(1);
  const section = tab.page.locator('section', { has: tab.page.locator('#h-strip') });
  expect(await section.locator('.note').innerText()).toMatch(
    /^on fallback once, (29|30) min in all; degraded (once|3 times), [12] h in all$/,
  );
  expect(tab.faults).toEqual([]);
});

test('older latencies are rolled up at a start, and tell the same', { timeout: 60_000 }, async () => {
  await master.restart();
  await until(async () => holds(await historyOf(NAME, 'hours=168&points=120')), { within: 10 });
});

test('of a domain that flaps all day nothing is said that is not so', { timeout: 60_000 }, async () => {
  for (let time = 0; time < 80; time++)
    for (const over of [{ status: 'fail', latency_ms: null, reason: 'refused' }, {}])
      for (const target of TARGETS)
        for (const agent_id of AGENTS) await sendReport(master, report(target, { agent_id, ...over }));
  const row = (await rowOf())!;
  expect(row.state).toBe('healthy');
  expect(row.span_count).toBeGreaterThan(160);
  expect(row.spans.length).toBeLessThan(70);
  expect(row.spans.at(-1)).toEqual({ at: Date.parse(row.since), state: 'healthy' });
  const tab = await browsers.tab(master);
  await tab.open(`/domains/${NAME}`);
  const section = tab.page.locator('section', { has: tab.page.locator('#h-strip') });
  const changes = (row.span_count - 1).toLocaleString('en-US');
  expect(await section.locator('.note').innerText()).toBe(
    `${changes} changes of state, at worst on fallback; each 24 min shows its worst`,
  );
  expect(await section.locator('svg.strip').getAttribute('aria-label')).toBe(
    `Last 24 hours: ${changes} changes of state; at worst fallback; now healthy`,
  );
  expect(tab.faults).toEqual([]);
});
