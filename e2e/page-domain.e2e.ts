import { type DomainDetailDto } from '@failover-dns/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, PHONE, type Tab, WIDE } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const HOSTILE = `<img src=x onerror="document.title='owned'">`;
const NAME = 'webmail.failover';
const CROWD = 'crowd.failover';
const LOST = 'sin-1';
const STAND_IN = { ip: '2001:db8:1234:5678:9abc:def0:1234:5678', port: 443 };
let master: Master;
/** Another, whose agents are sent by the test. */
let crowd: Master;
let dies: Target;
let stays: Target;

beforeAll(async () => {
  [dies, stays] = (await world.targets(2)) as [Target, Target];
  const server = { policy: 'quorum', timeout_sec: 4, agent_grace_sec: 8, on_silence: 'hold' };
  master = await world.master({
    api: { admin_token: ADMIN },
    domains: { [NAME]: domain([dies, stays], { server }) },
  });
  crowd = await world.master({ domains: { [CROWD]: domain([STAND_IN], { server: { policy: 'quorum', timeout_sec: 3600 } }) } });
  for (const id of ['ams-1', 'fra-1', 'nyc-1', LOST]) world.agent(id, [master]);
  await until(async () => expect((await votes()).every(({ length }) => length === 4)).toBe(true), { within: 40 });
});
afterAll(() => browsers.close());

/** Who says up or down about each target. */
const votes = async (): Promise<string[][]> => {
  const { targets } = (await master.get<DomainDetailDto>(`/api/v1/domains/${NAME}`)).body;
  return targets.map((target) => target.votes.filter(({ counts }) => counts).map(({ agent }) => agent));
};
const pathOf = (name: string): string => `/domains/${encodeURIComponent(name)}`;
const words = async (tab: Tab, part: string): Promise<string> =>
  (await tab.page.locator(part).innerText()).replaceAll(/\s+/g, ' ');
const section = (heading: string): string => `section:has(h2:text-is("${heading}"))`;
const cell = (tab: Tab, place: string) => tab.page.locator(`[data-place="${place}"]`);
const eventually = (look: () => Promise<void>) => until(look, { within: 30 });
const open = async (name: string, options?: Parameters<Browsers['tab']>[1]): Promise<Tab> => {
  const tab = await browsers.tab(name === CROWD ? crowd : master, options);
  await tab.open(pathOf(name));
  await tab.page.locator('.matrix').waitFor();
  return tab;
};

test('a target dies: sentence, matrix, strip, timeline and proof change without a reload, and back', async () => {
  const tab = await open(NAME);
  await eventually(async () => expect(await words(tab, '.sentence')).toBe(`Answers ${dies.ip} and ${stays.ip}.`));
  await tab.page.evaluate('window.notReloaded = true');
  expect(await words(tab, '.title')).toMatch(/^webmail\.failover healthy for .* quorum tcp/);
  expect(await words(tab, '.matrix thead')).toMatch(/Target ams-1 test fra-1 test nyc-1 test sin-1 test Verdict needs 3 up of 4/);
  expect(await words(tab, '.zone')).toContain(`${NAME}. 1 IN A ${dies.ip}`);
  expect(await words(tab, '.zone')).toContain('; AAAA: no data');

  await dies.stop();
  await eventually(async () => expect(await words(tab, '.title')).toMatch(/degraded/));
  await eventually(async () =>
    expect(await words(tab, '.sentence')).toBe(`Answers ${stays.ip}. ${dies.ip} is left out: 4 of 4 agents say down (refused).`),
  );
  await eventually(async () =>
    expect(await words(tab, '.matrix tbody tr >> nth=0')).toMatch(/left out.*down refused · \d+ s.*0 up of 4/),
  );
  expect(await words(tab, '.matrix tbody tr >> nth=1')).toMatch(/answered.*up [\d.]+ ms · \d+ s.*4 up of 4/);
  expect(await words(tab, '.zone')).not.toContain(dies.ip);
  const strip = tab.page.locator('svg.strip.wide');
  expect(await strip.getAttribute('aria-label')).toMatch(/degraded \d\d:\d\d to now/);
  expect(await words(tab, section('Last 24 hours'))).toMatch(/degraded/);
  await eventually(async () => expect(await words(tab, '.timeline li >> nth=0')).toMatch(/healthy → degraded.*stays.*refused/));
  expect(await words(tab, '.timeline li >> nth=0 >> del')).toBe(dies.ip);
  expect(await words(tab, '.proof')).toMatch(/down: ams-1, fra-1, nyc-1 and sin-1 \(refused\)/);
  expect(await words(tab, '.proof')).toContain('u + m = 0 + 0 < 3');
  expect(await words(tab, '.proof .so')).toContain(`A: ${stays.ip}, TTL 1.`);
  await eventually(async () => expect(await words(tab, section('How fast it fails over'))).toMatch(/Last time [\d.]+ s/));

  await dies.start();
  await eventually(async () => expect(await words(tab, '.sentence')).toBe(`Answers ${dies.ip} and ${stays.ip}.`));
  await eventually(async () => expect(await words(tab, '.timeline li >> nth=0 >> ins')).toBe(dies.ip));
  expect(await tab.page.evaluate('window.notReloaded')).toBe(true);
  expect(tab.faults).toEqual([]);
});

test('the matrix is one tab stop, with arrows inside and details on focus and hover; Esc closes them', async () => {
  const tab = await open(NAME);
  const { page } = tab;
  expect(await page.locator('.matrix [tabindex="0"]').count()).toBe(1);
  await page.locator('.matrix [tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  expect(await page.evaluate('document.activeElement.dataset.place')).toBe('1 2');
  const tip = page.getByRole('tooltip');
  await eventually(async () =>
    expect(await tip.innerText()).toMatch(/^nyc-1 says up\. 3 others say up\.\s+Last check\s+\d+ s ago, ok/),
  );
  expect(await cell(tab, '1 2').getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'));
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(pathOf(NAME));
  await cell(tab, '0 0').hover();
  await eventually(async () => expect(await tip.innerText()).toMatch(/^ams-1 says up/));
  await page.keyboard.press('e');
  const isInView = "document.getElementById('explain').getBoundingClientRect().top < innerHeight / 2";
  await eventually(async () => expect(await page.evaluate(isInView)).toBe(true));
  expect(tab.faults).toEqual([]);
});

test('latencies are drawn, by the theme’s colours, for the time that is chosen', async () => {
  const tab = await open(NAME);
  const { page } = tab;
  const canvas = page.locator('.chart canvas').first();
  await canvas.waitFor();
  expect(await page.locator('.chart').count()).toBe(2);
  expect(await words(tab, '.key')).toMatch(/ams-1 fra-1 nyc-1 sin-1 failed check/);
  const drawn = () => canvas.evaluate((element) => (element as unknown as { toDataURL(): string }).toDataURL());
  const light = await drawn();
  await page.locator('.theme label', { hasText: 'Dark' }).click();
  await eventually(async () => expect(await drawn()).not.toBe(light));
  const asked = page.waitForRequest(/history\?hours=168/);
  await page.locator('.seg label', { hasText: '7 d' }).click();
  await asked;
  expect(tab.faults).toEqual([]);
});

test.each([
  ['wide', WIDE],
  ['on a phone', PHONE],
])('what a chart reads out moves nothing, %s', async (_, viewport) => {
  const tab = await open(NAME, { viewport });
  const charts = tab.page.locator('.charts');
  const plot = tab.page.locator('.chart .u-over').first();
  await plot.scrollIntoViewIfNeeded();
  const read = tab.page.locator('.readout').first();
  const size = async () => {
    const { width, height } = (await charts.boundingBox())!;
    return { width, height };
  };
  const before = await size();
  const box = (await plot.boundingBox())!;
  await eventually(async () => {
    await tab.page.mouse.move(box.x + box.width - 2 - Math.random(), box.y + 40);
    expect(await read.innerText()).toMatch(/^\d\d:\d\d\s[^]*nyc-1/);
  });
  expect(await size()).toEqual(before);
  expect(tab.faults).toEqual([]);
});

test('Copy as text gives what explain says', async () => {
  const tab = await open(NAME, { permissions: ['clipboard-read', 'clipboard-write'] });
  await tab.page.getByRole('button', { name: 'Copy as text' }).click();
  await tab.page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await tab.page.evaluate('navigator.clipboard.readText()')).toMatch(/^webmail\.failover is healthy.*\n/);
});

test('many agents have one mark a vote, dissent its ring, hostile names and reasons stay text', async () => {
  const say = (agent_id: string, over: Record<string, unknown> = {}) =>
    sendReport(crowd, report(STAND_IN, { domain: CROWD, agent_id, ...over }));
  for (let index = 10; index < 22; index++) await say(`agent-${index}`);
  expect((await say(HOSTILE, { status: 'fail', reason: HOSTILE })).status).toBe(200);
  const tab = await open(CROWD);
  await eventually(async () => expect(await tab.page.locator('.many .m').count()).toBe(13));
  expect(await words(tab, section('Who says what'))).toContain(`1 of 13 agents disagrees about ${STAND_IN.ip}`);
  const ring = tab.page.locator('.many .m.differs');
  expect(await ring.getAttribute('aria-label')).toBe(
    `${HOSTILE} about [${STAND_IN.ip}]:${STAND_IN.port}: down, ${HOSTILE}, differs`,
  );
  await ring.focus();
  await eventually(async () => expect(await tab.page.getByRole('tooltip').innerText()).toContain(`${HOSTILE} says down.`));
  expect(await words(tab, '.proof')).toContain(HOSTILE);
  await tab.open(`/agents?agent=${encodeURIComponent(HOSTILE)}`);
  await eventually(async () => expect(await words(tab, '#disputes .card')).toContain(`${CROWD} [${STAND_IN.ip}]:443 says down`));
  expect(await words(tab, '#disputes h2')).toBe(`Where ${HOSTILE} disagrees`);
  await tab.open(pathOf(`${HOSTILE}.failover`));
  await tab.headline(`No domain is called ${HOSTILE}.failover.`);
  expect(await tab.page.locator('main img').count()).toBe(0);
  expect(await tab.page.title()).not.toBe('owned');
  // An unknown domain is asked for once, before the list is there.
  expect(tab.faults.filter((fault) => !/status of 404/.test(fault))).toEqual([]);
});

test('a name that is none leads to those that are close', async () => {
  const tab = await browsers.tab(master);
  await tab.open(pathOf('webmial.failover'));
  await tab.page.getByRole('link', { name: NAME }).click();
  await tab.headline(NAME);
});

test('on a phone a tap opens the details of a vote as a sheet', async () => {
  const tab = await open(NAME, { viewport: PHONE, hasTouch: true });
  await cell(tab, '0 1').tap();
  const sheet = tab.page.getByRole('dialog');
  await eventually(async () => expect(await sheet.innerText()).toMatch(/fra-1 about .*Last check/s));
  await tab.page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  expect(tab.faults).toEqual([]);
});

const LOOKS = [
  ['light', WIDE],
  ['dark', WIDE],
  ['light', PHONE],
  ['dark', PHONE],
] as const;
test.each(LOOKS)('axe finds nothing: %s, %o', async (colorScheme, viewport) => {
  const tab = await open(NAME, { colorScheme, viewport });
  await tab.page.locator('.chart canvas').first().waitFor();
  expect(await tab.axe()).toEqual([]);
  await tab.open('/agents?agent=ams-1');
  await tab.page.locator('#disputes .card').waitFor();
  await tab.page.locator('table.agents').waitFor();
  expect(await tab.axe()).toEqual([]);
  expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  const many = await open(CROWD, { colorScheme, viewport });
  expect(await many.axe()).toEqual([]);
  const sideways = '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector(".card.scroll"))';
  expect(await many.page.evaluate(sideways)).toBe(0);
  const name = await many.page.locator('.many tbody th code').boundingBox();
  expect(name?.height, 'an address on one line').toBeLessThan(30);
  expect([...tab.faults, ...many.faults]).toEqual([]);
});

test('whose votes an operator set aside, by whom and why, stands on the page of agents', async () => {
  const tab = await browsers.tab(master);
  await tab.open('/agents');
  const row = 'table.agents tbody tr:has(button:text-is("fra-1"))';
  await eventually(async () => expect(await words(tab, row)).toMatch(/active fra-1 test/));
  const order = { kind: 'maintenance', reason: HOSTILE, who: 'ann', permanent: true };
  await master.put('/api/v1/agents/fra-1/override', order, AUTH);
  await eventually(async () =>
    expect(await words(tab, row)).toContain(`fra-1 in maintenance by ann, until it is taken back: “${HOSTILE}”`),
  );
  expect(await words(tab, '.lede')).toBe('fra-1 is in maintenance: its votes are set aside where enough others vote.');
  expect(await tab.axe()).toEqual([]);
  await master.delete('/api/v1/agents/fra-1/override', AUTH);
  await master.put('/api/v1/tags/test/override', { kind: 'maintenance', reason: 'moves', for: '2h', who: 'ann' }, AUTH);
  await eventually(async () => expect(await words(tab, row)).toMatch(/test in maintenance by ann until .+: “moves”/));
  await master.delete('/api/v1/tags/test/override', AUTH);
  await eventually(async () => expect(await words(tab, 'table.agents')).not.toContain('maintenance'));
  expect(tab.faults).toEqual([]);
});

test('an agent falls silent: the sentence says so and what it costs, and its column is set aside', async () => {
  const agents = await browsers.tab(master);
  await agents.open('/agents');
  await eventually(async () => expect(await words(agents, 'table.agents')).toMatch(/active ams-1/));
  await agents.page.evaluate('window.notReloaded = true');
  const tab = await open(NAME);
  await world.find(`agent ${LOST}`).stop({ signal: 'SIGKILL' });
  await eventually(async () => expect(await words(tab, '.matrix')).toMatch(/silent \d+ s/));
  await eventually(async () => expect(await words(tab, '.matrix thead')).toMatch(/sin-1 lost, set aside.*needs 2 up of 3/));
  expect(await tab.page.locator('.matrix th.aside').innerText()).toMatch(/^sin-1/);
  await agents.headline(/^3 of 4 agents report\. sin-1 is (silent|lost)\.$/);
  expect(await words(agents, '.lede')).toMatch(/last reported at .* ago\. (It is set aside|Its votes are stale)/);
  expect(await words(agents, 'table.agents tbody tr >> nth=0')).toMatch(/sin-1 no report since/);
  expect(await words(agents, '.two')).toContain('node apps/agent/dist/main.js --config agent_config.yaml');
  expect(await agents.page.evaluate('window.notReloaded')).toBe(true);
  expect([...agents.faults, ...tab.faults]).toEqual([]);
});
