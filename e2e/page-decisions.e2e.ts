import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const AGENTS = ['ams-1', 'fra-1', 'nyc-1'];
const [A, B, C] = ['192.0.2.10', '192.0.2.11', '192.0.2.12'];
const SIX = '2001:db8::10';
const DOWN = '3 of 3 agents say down (refused).';

interface Row {
  server: Record<string, unknown>;
  targets: Record<string, unknown>[];
  /** Places of targets that every agent calls down. */
  down?: number[];
  /** Places of targets that were down, and are up again. */
  back?: number[];
  /** Two of the agents say nothing. */
  alone?: boolean;
  fallback?: null;
  override?: { ip: string; kind: string };
  says: string;
  /** What `dig` gets; for draws what it may get. */
  answers: string[] | 'SERVFAIL';
  shows?: RegExp;
}

/** Configs out of the ordinary, and what the page of each says. */
const ROWS: Record<string, Row> = {
  few: {
    server: { policy: 'any', min_agents: 3 },
    targets: [{ ip: A }],
    alone: true,
    says: `Answers the fallback ${FALLBACK}: too few agents can tell. ${A} is left out: only 1 agent of the 3 needed can tell.`,
    answers: [FALLBACK],
  },
  share: {
    server: { policy: 'quorum', quorum: '60%' },
    targets: [{ ip: A }],
    says: `Answers ${A}.`,
    answers: [A!],
    shows: /quorum 60%[^]*Policy quorum of 60%\.\s+k = ⌈60% · 3⌉ = 2/,
  },
  panic: {
    server: { policy: 'any', min_healthy: 2, panic: 'all' },
    targets: [{ ip: A }, { ip: B }],
    down: [0],
    says: `Answers all targets, ${A} and ${B}: too few are up. ${A} is not up: ${DOWN}`,
    answers: [A!, B!],
    shows: /Too few targets can be answered as it is/,
  },
  'panic-fallback': {
    server: { policy: 'any', min_healthy: 2, panic: 'fallback' },
    targets: [{ ip: A }, { ip: B }],
    down: [0],
    says: `Answers the fallback ${FALLBACK}: too few are up. ${A} is left out: ${DOWN}`,
    answers: [FALLBACK],
    shows: /up, but too few are/,
  },
  weighted: {
    server: { policy: 'any', select: 'weighted' },
    targets: [{ ip: A, weight: 3 }, { ip: B, weight: 0 }, { ip: SIX }],
    says: `Answers ${A}, ${B} and ${SIX}, 1 of them in each answer.`,
    answers: [A!],
    shows: new RegExp(`; of these 1 in each answer, drawn by weight: ${A} 3 of 3, ${B} 0 of 3`),
  },
  nodata: {
    server: { policy: 'any', all_down: 'nodata' },
    targets: [{ ip: A }],
    down: [0],
    fallback: null,
    says: `Answers no address: no target is up, and there is no fallback. ${A} is left out: ${DOWN}`,
    answers: [],
  },
  servfail: {
    server: { policy: 'any', all_down: 'servfail' },
    targets: [{ ip: A }],
    down: [0],
    says: `Answers with a server failure: no target is up. ${A} is left out: ${DOWN}`,
    answers: 'SERVFAIL',
    shows: /SERVFAIL for every type/,
  },
  'last-good': {
    server: { policy: 'any', all_down: 'last_good' },
    targets: [{ ip: A }],
    down: [0],
    says: `Answers the last good answer, ${A}: no target is up. ${A} is not up: ${DOWN}`,
    answers: [A!],
  },
  ports: {
    server: { policy: 'any' },
    targets: [{ ip: A }, { ip: A, port: 80 }],
    down: [0],
    says: `Answers the fallback ${FALLBACK}: no address is up on all of its ports. ${A} is left out: ${DOWN}`,
    answers: [FALLBACK],
    shows: /up, but not on each port/,
  },
  disabled: {
    server: { policy: 'any' },
    targets: [{ ip: A }, { ip: B, disabled: true }],
    says: `Answers ${A}.`,
    answers: [A!],
    shows: /not checked[^]*3 agents vote\./,
  },
  failback: {
    server: { policy: 'any', select: 'priority', failback: 'manual' },
    targets: [
      { ip: B, priority: 5 },
      { ip: A, priority: 10 },
    ],
    back: [1],
    says: `Answers ${B}. Priority 5; priority 10 is up again and waits to be released (failback).`,
    answers: [B!],
  },
  drained: {
    server: { policy: 'any' },
    targets: [{ ip: C }],
    override: { ip: C!, kind: 'drain' },
    says: `Answers ${C}.`,
    answers: [C!],
    shows: /is answered, as nothing else is up/,
  },
};

let master: Master;
const nameOf = (key: string): string => `${key}.failover`;
const placesOf = ({ targets }: Row) => targets.map((target) => ({ port: 443, ...target }) as { ip: string; port: number });

beforeAll(async () => {
  const domains = Object.entries(ROWS).map(([key, row]) => {
    const { fallback, ...rest } = domain(placesOf(row), { server: { timeout_sec: 3600, ...row.server } });
    return [nameOf(key), row.fallback === null ? rest : { fallback, ...rest }];
  });
  master = await world.master({ domains: Object.fromEntries(domains), api: { admin_token: ADMIN } });
  for (const [key, row] of Object.entries(ROWS)) {
    const say = async (place: { ip: string; port: number }, over: object) => {
      for (const agent_id of row.alone ? AGENTS.slice(0, 1) : AGENTS)
        expect((await sendReport(master, report(place, { domain: nameOf(key), agent_id, ...over }))).status).toBe(200);
    };
    for (const [index, place] of placesOf(row).entries()) {
      if (row.targets[index]?.['disabled']) continue;
      await say(place, {});
      if ([...(row.down ?? []), ...(row.back ?? [])].includes(index))
        await say(place, { status: 'fail', latency_ms: null, reason: 'refused' });
      if (row.back?.includes(index)) await say(place, {});
    }
    if (row.override === undefined) continue;
    const { ip, kind } = row.override;
    const order = { kind, reason: 'disk', who: 'ann', for: '90m' };
    const place = `/api/v1/domains/${nameOf(key)}/targets/${ip}/override`;
    expect((await master.put(place, order, AUTH)).status).toBe(200);
  }
}, 60_000);
afterAll(() => browsers.close());

let tab: Tab | undefined;
const sentence = async (page: Tab): Promise<string> =>
  (await page.page.locator('.sentence').innerText()).replaceAll(/\s+/g, ' ').trim();

test.each(Object.entries(ROWS))('the page says what is answered, and why: %s', async (key, { says, answers, shows }) => {
  tab ??= await browsers.tab(master);
  const page = tab;
  await page.open(`/domains/${nameOf(key)}`);
  await until(async () => expect(await sentence(page)).toBe(says), { within: 10 });
  if (shows !== undefined)
    await until(async () => expect(await page.page.locator('main').innerText()).toMatch(shows), { within: 10 });
  const reply = await master.dig(nameOf(key));
  if (answers === 'SERVFAIL') expect(reply.status).toBe('SERVFAIL');
  else expect(await master.addresses(nameOf(key))).toEqual(answers);
  expect(page.faults).toEqual([]);
});

test('after a restart nothing is said of agents and answers that is not so', { timeout: 60_000 }, async () => {
  await master.restart();
  const page = await browsers.tab(master);
  await page.open();
  const main = page.page.locator('main');
  await until(async () => expect(await main.innerText()).toContain('what was known before the start stands'), { within: 10 });
  await page.open(`/domains/${nameOf('share')}`);
  await until(async () => expect(await sentence(page)).toBe(`Holds ${A}. ${A} stays up: not confirmed since the start.`), {
    within: 10,
  });
  const matrix = (await page.page.locator('.matrix').innerText()).replaceAll(/\s+/g, ' ');
  expect(matrix).toMatch(/ams-1 not since the start/);
  expect(matrix).toMatch(/up 1\.3 ms · before the start/);
  expect(await page.page.locator('.matrix td.aside').count()).toBe(0);
  expect(page.faults).toEqual([]);
});
