import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Browsers, PHONE, type Tab } from './harness/browser.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const HOSTILE = `<img src=x onerror="document.title='owned'">`;
let master: Master;
let web: Target;
let mail: Target;

/** Beside two real targets, a hundred domains that one report each keeps up. */
const QUIET = Array.from({ length: 100 }, (_, index) => `d${String(index).padStart(3, '0')}.failover`);

beforeAll(async () => {
  [web, mail] = (await world.targets(2)) as [Target, Target];
  const quiet = QUIET.map((name) => [name, domain([{ ip: '192.0.2.10', port: 443 }], { server: { timeout_sec: 3600 } })]);
  master = await world.master({
    domains: {
      'web.failover': domain([web, { ip: '192.0.2.99', port: 9, disabled: true }]),
      'mail.failover': domain([mail, await world.target()]),
      ...Object.fromEntries(quiet),
    },
  });
  for (const name of QUIET) await sendReport(master, report({ ip: '192.0.2.10', port: 443 }, { domain: name }));
  world.agent('fra-1', [master]);
  await until(async () => expect(await master.addresses('web.failover')).toEqual([web.ip]), { within: 20 });
  await until(async () => expect(await master.addresses('mail.failover')).toHaveLength(2), { within: 20 });
});
afterAll(() => browsers.close());

/** What a test took down is up again for the next. */
const away = new Set<Target>();
const kill = async (target: Target) => void (away.add(target), await target.stop());
const revive = async (target: Target) => void (away.delete(target) && (await target.start()));
afterEach(() => Promise.all([...away].map(revive)));

const row = (tab: Tab, name: string) => tab.page.locator(`tr[data-domain="${name}"]`);
const names = (tab: Tab) => tab.page.locator('tbody tr[data-domain] a').allInnerTexts();
const rowCount = async (tab: Tab) => Number(await tab.page.locator('table.list').getAttribute('aria-rowcount')) - 1;

test('a target dies: row, strip and headline change without a reload, and back', async () => {
  const tab = await browsers.tab(master);
  await tab.open();
  await tab.headline('All 102 domains are healthy.');
  await tab.page.evaluate('window.notReloaded = true');
  expect(await row(tab, 'web.failover').innerText()).toContain(web.ip);
  const strip = row(tab, 'web.failover').locator('svg.strip');
  expect(await strip.getAttribute('aria-label')).not.toContain('to now');

  await kill(web);
  await tab.headline('1 domain on fallback.');
  const text = await row(tab, 'web.failover').innerText();
  for (const part of ['fallback', FALLBACK, '0 of 1', 'refused', 'from healthy']) expect(text).toContain(part);
  expect((await names(tab))[0]).toBe('web.failover');
  expect(await strip.getAttribute('aria-label')).toMatch(/fallback \d\d:\d\d to now/);
  expect(await strip.locator('rect.fallback').count()).toBeGreaterThan(0);
  const told = async (part: string) => (await tab.page.locator(part).innerText()).replaceAll(/\s+/g, ' ');
  await until(async () => expect(await told('.causes')).toContain(`${web.ip}:${web.port}`), { within: 10 });
  expect(await told('.log')).toMatch(/web\.failover healthy → fallback/);
  expect(await tab.page.title()).toBe('1 on fallback · Failover DNS');

  await revive(web);
  await tab.headline('All 102 domains are healthy.');
  expect(await tab.page.evaluate('window.notReloaded')).toBe(true);
  expect(tab.faults).toEqual([]);
});

test('filters, search and sort stand in the URL; Back and a reload find them again', async () => {
  await kill(mail);
  const tab = await browsers.tab(master);
  const { page } = tab;
  await tab.open();
  const chip = (name: string) =>
    page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: new RegExp(`^${name} `) });
  await until(async () => expect(await chip('degraded').innerText()).toMatch(/1$/), { within: 20 });
  expect(await chip('all').innerText()).toMatch(/102$/);
  await chip('degraded').click();
  expect(await names(tab)).toEqual(['mail.failover']);
  expect(page.url()).toMatch(/\?state=degraded$/);
  await page.goBack();
  await until(async () => expect(await rowCount(tab)).toBe(102), { within: 10 });

  await page.keyboard.press('/');
  await page.keyboard.type('D07');
  await until(async () => expect(await rowCount(tab)).toBe(10), { within: 10 });
  expect((await names(tab)).every((name) => name.startsWith('d07'))).toBe(true);
  await page.reload();
  await until(async () => expect(await rowCount(tab)).toBe(10), { within: 20 });
  await page.getByRole('searchbox').fill('<b>nothing</b>');
  await until(async () => expect(await page.locator('main').innerText()).toContain('No domain matches “<b>nothing</b>”'), {
    within: 10,
  });
  await page.getByRole('button', { name: 'Clear' }).click();

  const header = page.getByRole('columnheader', { name: 'Domain' });
  await header.getByRole('button').click();
  await until(async () => expect((await names(tab))[0]).toBe('d000.failover'), { within: 10 });
  expect(await header.getAttribute('aria-sort')).toBe('ascending');
  await header.getByRole('button').click();
  await until(async () => expect((await names(tab))[0]).toBe('web.failover'), { within: 10 });
  expect(page.url()).toMatch(/sort=domain&dir=desc/);
  expect(tab.faults).toEqual([]);
});

test('only rows near the view are drawn, whatever is scrolled to, and the keys reach all of them', async () => {
  const tab = await browsers.tab(master);
  const { page } = tab;
  await tab.open('/?sort=domain');
  await until(async () => expect((await names(tab))[0]).toBe('d000.failover'), { within: 20 });
  expect((await names(tab)).length).toBeLessThan(90);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await until(async () => expect(await page.evaluate('document.activeElement.textContent')).toBe('d001.failover'), {
    within: 10,
  });
  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  await until(async () => expect((await names(tab)).at(-1)).toBe('web.failover'), { within: 10 });
  const last = row(tab, 'web.failover');
  expect(await last.getAttribute('aria-rowindex')).toBe('103');
  await last.getByRole('link').click();
  await until(() => expect(page.url()).toMatch(/\/domains\/web\.failover$/), { within: 10 });
  await page.goBack();
  await until(async () => expect(await last.isVisible()).toBe(true), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('nothing moves under the pointer until one asks for it', async () => {
  const tab = await browsers.tab(master);
  await tab.open();
  await tab.headline('All 102 domains are healthy.');
  const before = await names(tab);
  const pointed = row(tab, before[8] ?? '');
  await pointed.hover();
  await kill(web);
  const moved = tab.page.getByText('changed place.');
  await moved.waitFor();
  expect(await names(tab)).toEqual(before);
  // The way to the button is no leave to move: it would slip away from under the click.
  await tab.page.getByRole('button', { name: 'Show' }).hover();
  await tab.page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done))))');
  expect(await names(tab)).toEqual(before);
  await tab.page.getByRole('button', { name: 'Show' }).click();
  await until(async () => expect((await names(tab))[0]).toBe('web.failover'), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('text of others stays text', async () => {
  const tab = await browsers.tab(master);
  const reason = { status: 'fail', reason: HOSTILE, domain: QUIET[0], agent_id: HOSTILE };
  await sendReport(master, report({ ip: '192.0.2.10', port: 443 }, reason));
  const good = report({ ip: '192.0.2.10', port: 443 }, { domain: QUIET[0] });
  await sendReport(master, { ...good, status: 'fail', reason: HOSTILE });
  await tab.open();
  await until(async () => expect(await row(tab, QUIET[0] ?? '').innerText()).toContain(HOSTILE), { within: 20 });
  expect(await tab.page.locator('main img').count()).toBe(0);
  expect(await tab.page.title()).not.toBe('owned');
  await sendReport(master, good);
  await sendReport(master, { ...good, agent_id: HOSTILE });
  expect(tab.faults).toEqual([]);
});

test.each([
  ['light', undefined],
  ['dark', undefined],
  ['light', PHONE],
  ['dark', PHONE],
] as const)('axe finds nothing: %s, %o', async (colorScheme, viewport) => {
  const tab = await browsers.tab(master, { colorScheme, ...(viewport && { viewport }) });
  await tab.open();
  await tab.headline(/domain/);
  expect(await tab.axe()).toEqual([]);
  const overflow = await tab.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow).toBe(0);
  await tab.page.keyboard.press('?');
  await tab.page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await tab.axe()).toEqual([]);
  expect(tab.faults).toEqual([]);
});

test('a master that goes away is said, and what is shown is told in the past; back again, all is read anew', async () => {
  const tab = await browsers.tab(master);
  await tab.open('/?q=web.failover');
  await tab.headline('All 102 domains are healthy.');
  tab.awayIsFine = true;
  await master.stop('SIGKILL');
  const banner = tab.page.getByText(/Connection lost \d+ s ago\./);
  await banner.waitFor();
  await tab.headline(/^At \d\d:\d\d:\d\d,\s+all 102 domains were healthy\.$/);
  expect(await tab.page.locator('.live').innerText()).toBe('Not live');
  await master.restart();
  await banner.waitFor({ state: 'detached' });
  await tab.headline(/^(?!At )/);
  await until(async () => expect(await row(tab, 'web.failover').innerText()).toContain(web.ip), { within: 20 });
  expect(tab.faults).toEqual([]);
});
