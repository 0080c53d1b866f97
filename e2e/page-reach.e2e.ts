import { type OverridesDto } from '@failover-dns/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, PHONE, type Tab } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { operatorTab, unlock } from './harness/operator.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const SIX = { ip: '2001:db8:1234:5678:9abc:def0:1234:5678', port: 443 };
const FOUR = { ip: '192.0.2.10', port: 443 };
const [WEB, MAIL, CROWD] = ['a-web-server-of-somebody.failover', 'mail.failover', 'crowd.failover'];
let master: Master;

beforeAll(async () => {
  const server = { policy: 'quorum', timeout_sec: 3600 };
  master = await world.master({
    api: { admin_token: ADMIN },
    domains: {
      [WEB]: domain([SIX, FOUR], { server, fallback: ['2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'] }),
      [MAIL]: domain([SIX, FOUR], { server }),
      [CROWD]: domain([SIX], { server }),
    },
  });
  for (const name of [WEB, MAIL]) for (const target of [SIX, FOUR]) await sendReport(master, report(target, { domain: name }));
  for (let agent = 10; agent < 50; agent++) {
    const status = agent === 30 ? 'fail' : 'ok';
    expect((await sendReport(master, report(SIX, { domain: CROWD, agent_id: `agent-${agent}`, status }))).status).toBe(200);
  }
});
afterAll(() => browsers.close());

const inFocus = (tab: Tab) => tab.page.evaluate<string>('document.activeElement.textContent || document.activeElement.id');
const hasFocus = (tab: Tab, text: string | RegExp) => until(async () => expect(await inFocus(tab)).toMatch(text), { within: 10 });
const order = (path: string, options?: Parameters<Browsers['tab']>[1]) => operatorTab(browsers, master, path, options);
/** By how much the first lies outside the second, px. */
const outside = (tab: Tab, inner: string, outer: string) =>
  tab.page.evaluate<number>(
    `Math.max(0, document.querySelector(${JSON.stringify(inner)}).getBoundingClientRect().right -
      document.querySelector(${JSON.stringify(outer)}).getBoundingClientRect().right)`,
  );

test.each([
  ['a large text', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
  ['a phone on its side', { viewport: { width: 844, height: 390 } }],
  ['a phone', { viewport: PHONE }],
])('what has the focus in an order is in sight: %s', async (_, options) => {
  const tab = await order(`/operate?domain=${MAIL}`, options);
  await tab.page.getByRole('button', { name: /on fallback until/ }).waitFor();
  for (const label of [/^Why/, /^Ends/, /^Type/]) {
    await tab.page.getByLabel(label).focus();
    const isSeen = `(() => { const { left, top, width, height } = document.activeElement.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === document.activeElement; })()`;
    expect(await tab.page.evaluate(isSeen), String(label)).toBe(true);
  }
  expect(tab.faults).toEqual([]);
});

test('the focus stays near when what had it goes', async () => {
  const tab = await browsers.tab(master);
  const { page } = tab;
  await tab.open('/operate');
  await unlock(tab, ADMIN);
  await page.getByText('You are signed in as ann').waitFor();
  await hasFocus(tab, /Override/);
  const link = page.getByRole('link', { name: `Override… ${MAIL}`, exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await hasFocus(tab, new RegExp(`^Override… ${MAIL}`));
  await page.getByLabel('Paste a config').fill('zones: 7');
  await page.getByRole('button', { name: 'Plan it' }).press('Enter');
  await page.getByRole('region', { name: 'The plan' }).waitFor();
  expect(await inFocus(tab)).toBe('Plan it');
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  await hasFocus(tab, /Locked/);

  await tab.open('/?q=nothing-like-it');
  await page.getByRole('button', { name: 'Clear' }).press('Enter');
  await hasFocus(tab, /^all/);
  await tab.open('/what-if?after=60');
  await page.getByRole('button', { name: 'Start over' }).press('Enter');
  await tab.headline('What if something fails?');
  await hasFocus(tab, 'Start over');
  // The page of operators reads /config/plan, which refuses on purpose.
  expect(tab.faults.filter((fault) => !fault.includes('status of 422'))).toEqual([]);
});

test('overrides are told apart by the names of their links; a long word breaks', async () => {
  const word = `https://tickets.example/${'a'.repeat(90)}`;
  const put = (ip: string) =>
    master.put(`/api/v1/domains/${MAIL}/targets/${ip}/override`, { kind: 'drain', reason: word, for: '2h' }, AUTH);
  for (const { ip } of [SIX, FOUR]) expect((await put(ip)).status).toBe(200);
  const tab = await order('/operate');
  for (const { ip } of [SIX, FOUR])
    expect(await tab.page.getByRole('link', { name: `Release… ${ip} in ${MAIL}`, exact: true }).count()).toBe(1);
  for (const viewport of [PHONE, { width: 900, height: 900 }]) {
    await tab.page.setViewportSize(viewport);
    await tab.open(`/domains/${MAIL}`);
    await tab.page.getByText(word.slice(0, 40)).first().waitFor();
    const wide = await tab.page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(viewport.width);
  }
  const { overrides } = (await master.get<OverridesDto>('/api/v1/overrides')).body;
  for (const { name } of overrides) await master.delete(`/api/v1/domains/${MAIL}/targets/${name}/override`, AUTH);
  expect(tab.faults).toEqual([]);
});

test.each([390, 870, 1100, 1300, 1440])('at %d px names and the word fallback can be read', async (width) => {
  await master.put(`/api/v1/domains/${WEB}/override`, { kind: 'force_down', reason: 'moving', for: '2h' }, AUTH);
  const tab = await browsers.tab(master, { viewport: { width, height: 900 } });
  await tab.open('/');
  const row = `tr[data-domain="${WEB}"]`;
  await tab.page.locator(`${row} .c-ans .tag`).waitFor();
  expect(await outside(tab, `${row} .c-ans .tag`, `${row} .c-ans`), 'the word fallback').toBe(0);
  expect(await outside(tab, `${row} .name .tag`, `${row} .name`), 'the override').toBe(0);
  expect(await tab.page.locator(`${row} .ips`).getAttribute('title')).toContain('2001:db8:ffff:ffff:ffff:ffff:ffff:ffff');
  expect(tab.faults).toEqual([]);
  await master.delete(`/api/v1/domains/${WEB}/override`, AUTH);
});

test('forty agents leave an address on one line; in forced colours a vote that differs has a ring, the page its mark', async () => {
  const tab = await browsers.tab(master, { forcedColors: 'active' });
  await tab.open(`/domains/${CROWD}`);
  await tab.page.locator('.many .m.differs').waitFor();
  const name = await tab.page.locator('.many tbody th code').boundingBox();
  expect(name?.height).toBeLessThan(40);
  const looks = (part: string, property: string) =>
    tab.page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(part)}))[${JSON.stringify(property)}]`);
  expect([await looks('.m.differs', 'outlineStyle'), await looks('.m:not(.differs)', 'outlineStyle')]).toEqual(['solid', 'none']);
  const [chosen, other] = ['.theme label:has(:checked)', '.theme label:not(:has(:checked))'];
  expect([await looks(chosen, 'outlineStyle'), await looks(other, 'outlineStyle')]).toEqual(['solid', 'none']);
  expect(await looks('.m:not(.differs)', 'borderTopColor')).toBe(await looks('body', 'backgroundColor'));
  for (const width of [900, 1100, 1440]) {
    await tab.page.setViewportSize({ width, height: 900 });
    expect(await tab.page.evaluate('document.documentElement.scrollWidth'), `at ${width}`).toBe(width);
  }
  expect(tab.faults).toEqual([]);
});

/** Counts what screen readers are handed from now on: changes, and the longest text. */
const LISTEN = `window.heard = []; new MutationObserver((changes) => {
  for (const { target } of changes) {
    const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-live=polite], [role=status], [role=alert]');
    if (region) window.heard.push(region.textContent);
  }
}).observe(document.body, { subtree: true, childList: true, characterData: true })`;

test('screen readers are told the outcome of a what-if in a sentence', async () => {
  const tab = await browsers.tab(master);
  await tab.open('/what-if');
  await tab.page.evaluate(LISTEN);
  await tab.page.getByLabel(FOUR.ip).check();
  await tab.page.getByRole('heading', { name: /answer something else/ }).waitFor();
  const heard = await tab.page.evaluate<string[]>('window.heard');
  expect(heard.join('\n')).toMatch(/2 domains answer something else/);
  expect(Math.max(...heard.map(({ length }) => length))).toBeLessThan(200);
});

test('a lost connection is told once, and stands in the title of the tab', async () => {
  const tab = await browsers.tab(master);
  await tab.open('/');
  await tab.headline('All 3 domains are healthy.');
  expect(await tab.page.title()).toBe('All healthy · Failover DNS');
  tab.awayIsFine = true;
  await tab.page.evaluate(LISTEN);
  await master.stop('SIGKILL');
  await tab.page.getByText(/Connection lost 1\d s ago\./).waitFor();
  expect(await tab.page.title()).toBe('Not live · Failover DNS');
  const heard = (await tab.page.evaluate<string[]>('window.heard')).filter((text) => text.includes('lost'));
  expect(heard).toEqual(['Connection lost. What you see is from before.']);
  await master.restart();
  await tab.page.getByText(/Connection lost \d/).waitFor({ state: 'detached' });
  await until(async () => expect(await tab.page.title()).not.toContain('Not live'), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('a master without domains does not call them healthy', async () => {
  const empty = await world.master({ domains: {} });
  const tab = await browsers.tab(empty);
  await tab.open('/');
  await tab.page.getByRole('heading', { name: 'No domains yet.' }).first().waitFor();
  expect(await tab.page.title()).toBe('No domains · Failover DNS');
});
