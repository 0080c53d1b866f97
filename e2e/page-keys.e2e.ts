import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { ADMIN } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const TARGET = { ip: '192.0.2.10', port: 443 };
const TROUBLED = ['a.failover', 'b.failover', 'c.failover'];
const QUIET = ['d.failover', 'e.failover'];
let master: Master;

beforeAll(async () => {
  const server = { timeout_sec: 3600 };
  master = await world.master({
    api: { admin_token: ADMIN },
    domains: Object.fromEntries([...TROUBLED, ...QUIET].map((name) => [name, domain([TARGET], { server })])),
  });
  for (const name of TROUBLED) await sendReport(master, report(TARGET, { domain: name, status: 'fail' }));
  for (const name of QUIET) await sendReport(master, report(TARGET, { domain: name }));
});
afterAll(() => browsers.close());

const path = (tab: Tab): string => new URL(tab.page.url()).pathname;
const isAt = (tab: Tab, there: string) => until(() => expect(path(tab)).toBe(there), { within: 10 });
const inFocus = (tab: Tab) => tab.page.evaluate('document.activeElement.textContent');
const hasFocus = (tab: Tab, text: string) => until(async () => expect(await inFocus(tab)).toBe(text), { within: 10 });
async function overview(): Promise<Tab> {
  const tab = await browsers.tab(master);
  await tab.open('/?sort=domain');
  await tab.headline('3 domains on fallback.');
  return tab;
}

test('Enter acts on what has the focus, and on the row of the cursor where nothing has', async () => {
  const tab = await overview();
  const { page } = tab;
  await page.keyboard.press('j');
  await hasFocus(tab, 'a.failover');
  await page.getByRole('link', { name: 'Agents' }).focus();
  await page.keyboard.press('Enter');
  await isAt(tab, '/agents');
  await page.goBack();
  await page.getByRole('button', { name: /^healthy/ }).focus();
  await page.keyboard.press('Enter');
  await until(() => expect(page.url()).toMatch(/state=healthy/), { within: 10 });
  expect(path(tab)).toBe('/');
  await page.getByRole('button', { name: /^all/ }).click();
  await page.keyboard.press('j');
  await hasFocus(tab, 'b.failover');
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('Enter');
  await isAt(tab, '/domains/b.failover');
  expect(tab.faults).toEqual([]);
});

test('Back gives the focus to the link that was followed', async () => {
  const tab = await overview();
  const { page } = tab;
  await page.getByRole('link', { name: 'c.failover' }).focus();
  await page.keyboard.press('Enter');
  await tab.headline('c.failover');
  await page.getByRole('link', { name: 'Agents' }).focus();
  await page.goBack();
  await hasFocus(tab, 'c.failover');
  await page.getByRole('link', { name: 'c.failover' }).click();
  await tab.headline('c.failover');
  await page.keyboard.press('Escape');
  await hasFocus(tab, 'c.failover');
  expect(tab.faults).toEqual([]);
});

test('Back twice at once leads to the place on the page before the last, and nowhere else', async () => {
  const tab = await browsers.tab(master, { viewport: { width: 1440, height: 300 } });
  const { page } = tab;
  await tab.open('/?sort=domain');
  await page.getByRole('link', { name: 'e.failover' }).focus();
  await page.keyboard.press('Enter');
  await tab.headline('e.failover');
  const left = await page.evaluate<number>("JSON.parse(sessionStorage['place first']).y");
  expect(left).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'What if…' }).focus();
  await page.keyboard.press('Enter');
  await isAt(tab, '/what-if');
  // The link on the page between is not there yet when the second Back comes.
  await page.evaluate("addEventListener('popstate', () => history.back(), { once: true }); history.back()");
  await isAt(tab, '/');
  await hasFocus(tab, 'e.failover');
  const frames = `new Promise((done) => {
    const ys = [];
    const look = () => (ys.push(scrollY) < 30 ? requestAnimationFrame(look) : done([...new Set(ys)]));
    look();
  })`;
  expect(await page.evaluate(frames)).toEqual([left]);
  expect(tab.faults).toEqual([]);
});

test('n goes from trouble to trouble, also after a look at one and Back', async () => {
  const tab = await overview();
  for (const name of TROUBLED) {
    await tab.page.keyboard.press('n');
    await hasFocus(tab, name);
    await tab.page.keyboard.press('Enter');
    await tab.headline(name);
    await tab.page.keyboard.press('Escape');
    await isAt(tab, '/');
    await tab.page.locator('tr.cursor', { hasText: name }).waitFor();
  }
  await tab.page.keyboard.press('n');
  await hasFocus(tab, TROUBLED[0] ?? '');
  expect(tab.faults).toEqual([]);
});

test('arrows stay with the radio buttons that have the focus', async () => {
  const tab = await overview();
  await tab.page.getByRole('radio', { name: 'Auto' }).focus();
  await tab.page.keyboard.press('ArrowDown');
  expect(await tab.page.getByRole('radio', { name: 'Light' }).isChecked()).toBe(true);
  expect(await tab.page.locator('tr.cursor').count()).toBe(0);
  await tab.page.getByRole('main').focus();
  await tab.page.keyboard.press('ArrowDown');
  await hasFocus(tab, 'a.failover');
});

test('Escape leaves a field, clears a search, and takes nobody away from what was typed', async () => {
  const tab = await overview();
  const { page } = tab;
  await page.keyboard.press('/');
  await page.keyboard.type('e.fail');
  await page.locator('tbody tr[data-domain]').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.locator('tbody tr[data-domain]').nth(4).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await page.keyboard.press('j'); // a key again, no text
  await hasFocus(tab, 'a.failover');

  await page.getByRole('link', { name: 'Operate' }).click();
  const token = page.getByLabel(/^Operator’s token/);
  await token.fill(ADMIN);
  await page.keyboard.press('Escape');
  expect([path(tab), await token.inputValue()]).toEqual(['/operate', ADMIN]);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('You are signed in').waitFor();
  await page.reload();
  const pasted = page.getByLabel(/^Paste a config/);
  await pasted.fill('zones: []');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect([path(tab), await pasted.inputValue()]).toEqual(['/operate', 'zones: []']);
  await pasted.fill('');
  await page.keyboard.press('Escape');
  expect(path(tab)).toBe('/operate');
  await page.keyboard.press('Escape');
  await isAt(tab, '/');
  expect(tab.faults).toEqual([]);
});

test('Escape on a page that was opened by its address leads to the overview, not away', async () => {
  const tab = await browsers.tab(master);
  await tab.page.goto('about:blank');
  await tab.open('/agents');
  await tab.page.getByRole('main').focus();
  await tab.page.keyboard.press('Escape');
  await isAt(tab, '/');
  await tab.headline('3 domains on fallback.');
});
