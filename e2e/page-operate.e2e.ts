import { type OverridesDto } from '@failover-dns/contracts';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Browsers, PHONE, type Tab, WIDE } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { operatorTab, unlock } from './harness/operator.js';
import { OTHER, sharedTargets, SOLO, WEB } from './harness/shared-targets.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const HOSTILE = `<img src=x onerror="document.title='owned'">`;
let master: Master;
let a: Target;
let b: Target;
let healthy: () => Promise<unknown>;

beforeAll(async () => ({ master, a, b, healthy } = await sharedTargets(world, { api: { admin_token: ADMIN } })));
afterAll(() => browsers.close());

const overrides = async () => (await master.get<OverridesDto>('/api/v1/overrides')).body.overrides;

afterEach(async () => {
  for (const { domain: name, name: ip } of await overrides())
    await master.delete(`/api/v1/domains/${name}${ip === null ? '' : `/targets/${ip}`}/override`, AUTH);
});

/** What the browser itself says about replies that are refusals on purpose. */
const faultsOf = (tab: Tab, ...expected: number[]) =>
  tab.faults.filter((fault) => !expected.some((status) => fault.includes(`responded with a status of ${status}`)));

const operator = (path: string, options: Parameters<Browsers['tab']>[1] = {}) => operatorTab(browsers, master, path, options);

test('a wrong token is refused under the field, a right one unlocks; it is in no URL and outlives nothing but the tab', async () => {
  const tab = await browsers.tab(master);
  const { page } = tab;
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await tab.open('/operate');
  expect(await page.getByRole('button', { name: 'Override…' }).count()).toBe(0);
  await page.getByText('It is kept in this tab’s session storage and goes when the tab closes.').waitFor();
  await unlock(tab, '“quoted”');
  await page.getByRole('alert').getByText('a token cannot have the character “.').waitFor();
  await unlock(tab, 'a-wrong-one');
  await page.getByRole('alert').getByText('The master refuses this token').waitFor();
  expect(await page.getByLabel('Operator’s token').getAttribute('aria-invalid')).toBe('true');
  await unlock(tab, ADMIN);
  await page.getByText('You are signed in as ann').waitFor();
  expect(await page.evaluate('JSON.stringify([localStorage, document.cookie])')).not.toContain(ADMIN);
  expect([...urls, page.url()].filter((url) => url.includes(ADMIN))).toEqual([]);
  await page.reload();
  await page.getByText('You are signed in as ann').waitFor();
  const other = await browsers.tab(master);
  await other.open('/operate');
  await other.page.getByRole('button', { name: 'Unlock' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain(ADMIN);
  expect(faultsOf(tab, 403)).toEqual([]);
});

test('an override shows its answer, wants a reason, is in force, can be undone and released', async () => {
  const tab = await operator('/operate');
  const { page } = tab;
  await page.getByRole('searchbox').fill(a.ip);
  await page.getByRole('link', { name: `Override… ${a.ip} in ${WEB}` }).click();
  const dialog = page.getByRole('dialog', { name: `Override ${a.ip} in ${WEB}` });
  await until(async () => expect(await page.evaluate('document.activeElement.type')).toBe('radio'), { within: 10 });
  expect(await dialog.getByRole('radio').count()).toBe(4);
  expect(await dialog.getByRole('radio').first().isChecked()).toBe(true);
  const act = dialog.getByRole('button', { name: /^Leave .* out until (\d+ \w+ )?\d\d:\d\d$/ });
  await dialog.getByText('Say why first.').waitFor();
  expect(await act.isDisabled()).toBe(true);
  await dialog.getByText('One address is left.').waitFor();
  expect(await dialog.locator('.records .gone').innerText()).toContain(a.ip);
  await dialog.getByRole('radio', { name: 'Force up' }).check();
  await dialog.getByText('The answer stays.').waitFor();
  await dialog.getByRole('radio', { name: 'Maintenance' }).check();
  await dialog.getByLabel('Why').fill(HOSTILE);
  await act.click();

  await page.getByRole('status').getByText(`is in maintenance until`).waitFor();
  const row = page.getByRole('row').filter({ hasText: a.ip });
  await row.getByText(HOSTILE).waitFor();
  await row.getByText('really up').waitFor();
  expect(await row.innerText()).toMatch(/by ann/);
  await tab.headline('1 override is in force.');
  await until(async () => expect(await master.addresses(WEB)).toEqual([b.ip]), { within: 10 });
  const [set] = await overrides();
  const hours = (Date.parse(set?.until ?? '') - Date.parse(set?.since ?? '')) / 3_600_000;
  expect([set?.who, set?.kind, Math.round(hours * 100)]).toEqual(['ann', 'maintenance', 100]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  await tab.headline('No override is in force.');
  await healthy();

  await master.put(`/api/v1/domains/${WEB}/targets/${b.ip}/override`, { kind: 'drain', reason: 'disk', for: '2h' }, AUTH);
  await page.getByRole('link', { name: 'Release…' }).click();
  const release = page.getByRole('dialog', { name: `Release ${b.ip} in ${WEB}` });
  await release.getByText('It was set: “disk”, drain by operator.').waitFor();
  await until(async () => expect(await release.locator('.records .new').allInnerTexts()).toHaveLength(1), { within: 10 });
  await release.getByLabel('Why').fill('the disk is new');
  await release.getByRole('button', { name: `Let the checks decide about ${b.ip} again` }).click();
  await until(async () => expect(await overrides()).toEqual([]), { within: 10 });
  const told = (await master.get('/api/v1/events?limit=1000')).text;
  expect(told).toContain(`release ${b.ip} of ${WEB}, by ann: the disk is new`);
  await healthy();
  expect([await page.title(), tab.faults]).toEqual(['Operate · Failover DNS', []]);
});

test('what puts a domain on fallback wants its name typed; Esc leaves without doing it', async () => {
  const tab = await operator(`/operate?domain=${SOLO}`);
  const { page } = tab;
  const dialog = page.getByRole('dialog', { name: `Override ${SOLO}` });
  const act = dialog.getByRole('button', { name: new RegExp(`^Put ${SOLO} on fallback until`) });
  await act.waitFor();
  expect(await act.getAttribute('class')).toContain('danger');
  await dialog.getByLabel('Why').fill('moving house');
  await dialog.getByText(`Type ${SOLO} first.`).waitFor();
  expect(await act.isDisabled()).toBe(true);
  await dialog.getByLabel('Ends', { exact: true }).selectOption('at a time…');
  await dialog.getByLabel('Ends at').fill('2099-01-02T03:04');
  await dialog.getByLabel(`Type ${SOLO}`).fill(SOLO);
  await dialog.getByText(/^Say that it shall last \d{5} days first\.$/).waitFor();
  expect([await act.innerText(), await act.isDisabled()]).toEqual([expect.stringContaining('until 2 Jan 2099 03:04'), true]);
  await dialog.getByLabel(/^Yes, it shall last \d{5} days/).check();
  await until(async () => expect(await act.isEnabled()).toBe(true), { within: 10 });
  await page.keyboard.press('Escape');
  await until(async () => expect(await page.getByRole('dialog').count()).toBe(0), { within: 10 });
  await until(() => expect(new URL(page.url()).search).toBe(''), { within: 10 });
  expect(await overrides()).toEqual([]);

  await tab.open(`/operate?domain=${SOLO}&target=${a.ip}&do=force_down`);
  await dialog.or(page.getByRole('dialog')).getByLabel('Why').fill('moving house');
  await page.getByLabel(`Type ${SOLO}`).fill(SOLO);
  await page.getByRole('button', { name: `Put ${SOLO} on fallback until` }).click();
  await until(async () => expect(await master.addresses(SOLO)).toEqual([FALLBACK]), { within: 10 });
  expect((await overrides())[0]).toMatchObject({ domain: SOLO, name: a.ip, kind: 'force_down', reason: 'moving house' });
  expect(tab.faults).toEqual([]);
});

test('a plan shows faults and warnings with their lines, and changes; it never applies', async () => {
  const tab = await operator('/operate');
  const { page } = tab;
  const config = readFileSync(master.file, 'utf8');
  const before = (await master.get<{ version: string }>('/api/v1/config')).body.version;
  const plan = async (text: string) => {
    await page.getByLabel('Paste a config').fill(text);
    await page.getByRole('button', { name: 'Plan it' }).click();
  };
  const result = page.getByRole('region', { name: 'The plan' });

  await plan(config.replace('"any"', `"some ${HOSTILE.replaceAll('"', "'")}"`));
  await result.getByText('It has 1 fault: it would be refused.').waitFor();
  const line = config.slice(0, config.indexOf('"any"')).split('\n').length;
  await result.getByText(`line ${line}`, { exact: true }).waitFor();
  expect(await result.locator('.excerpt').innerText()).toContain('"policy": "some <img');

  const changed = JSON.parse(config) as { zones: { domains: Record<string, unknown> }[] };
  delete changed.zones[0]?.domains[OTHER];
  await plan(JSON.stringify(changed));
  await result.getByText('The plan: 1 answer would change.').waitFor();
  expect(await result.locator('article').innerText()).toMatch(/other\.failover[^]*not there any more/);
  expect((await master.get<{ version: string }>('/api/v1/config')).body.version).toBe(before);
  expect(await page.title()).toBe('Operate · Failover DNS');

  await page.getByRole('link', { name: 'Reload from disk…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reload the config from disk' });
  await dialog.getByText('No answer changes.').waitFor();
  await dialog.getByLabel('Why').fill('to be sure');
  await dialog.getByRole('button', { name: 'Put the files on disk in force' }).click();
  await page
    .getByRole('status')
    .getByText(/is in force|nothing/i)
    .waitFor();
  expect(faultsOf(tab, 422)).toEqual([]);
});

test('a config on disk that was refused is said on every page, and why on this one', async () => {
  const config = readFileSync(master.file, 'utf8');
  const tab = await browsers.tab(master);
  const { page } = tab;
  await tab.open('/agents/');
  await page.getByRole('heading', { name: /agents report/ }).waitFor();
  writeFileSync(master.file, config.replace('"any"', '"anny"'));
  try {
    expect((await master.post('/api/v1/config/reload', '{}', AUTH)).status).toBe(422);
    await page.getByRole('link', { name: 'Reload refused' }).click();
    const why = page.getByRole('region', { name: 'The config on disk' });
    await why.getByText(/:\d+:\d+: .*found "anny", expected any, quorum, all or priority/).waitFor();
    expect(await tab.axe()).toEqual([]);
    writeFileSync(master.file, config);
    expect((await master.post('/api/v1/config/reload', '{}', AUTH)).status).toBe(200);
    await why.waitFor({ state: 'detached' });
  } finally {
    writeFileSync(master.file, config);
  }
  expect(tab.faults).toEqual([]);
});

test.each([
  ['wide', 'light', WIDE],
  ['wide', 'dark', WIDE],
  ['phone', 'light', PHONE],
  ['phone', 'dark', PHONE],
] as const)('%s, %s: axe finds nothing on either page or in the dialog', async (_, colorScheme, viewport) => {
  await master.put(`/api/v1/domains/${WEB}/targets/${b.ip}/override`, { kind: 'drain', reason: HOSTILE, for: '2h' }, AUTH);
  const tab = await operator('/operate', { colorScheme, viewport });
  const { page } = tab;
  await page.getByText('really up').waitFor();
  expect(await tab.axe()).toEqual([]);
  await tab.open(`/operate?domain=${SOLO}&target=${a.ip}`);
  await page.getByRole('button', { name: /on fallback until/ }).waitFor();
  await page.getByLabel('Why').fill('moving');
  await page.getByLabel(`Type ${SOLO}`).fill(SOLO);
  expect(await tab.axe()).toEqual([]);
  await tab.open(`/what-if?down=${a.ip}&down=${b.ip}&lost=fra-1&after=90`);
  await page.getByRole('heading', { name: /answer something else/ }).waitFor();
  expect(await tab.axe()).toEqual([]);
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(viewport.width);
  const right = await page.evaluate<number>(
    "Math.max(...[...document.querySelectorAll('h1 > span')].map((part) => part.getBoundingClientRect().right))",
  );
  expect(right).toBeLessThanOrEqual(viewport.width);
  expect(tab.faults).toEqual([]);
});

test('while the connection is lost nothing can be done; then it can again', async () => {
  const tab = await operator(`/operate?domain=${WEB}&target=${a.ip}`);
  const { page } = tab;
  tab.awayIsFine = true;
  await page.getByLabel('Why').fill('a new kernel');
  const act = page.getByRole('button', { name: /^Leave .* out until/ });
  await until(async () => expect(await act.isEnabled()).toBe(true), { within: 10 });
  await master.stop();
  await page.getByText('The connection is lost: this waits until it is back.').waitFor();
  expect(await act.isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await until(async () => expect(await page.getByRole('button', { name: 'Override…' }).first().isDisabled()).toBe(true), {
    within: 10,
  });
  expect(await page.getByRole('button', { name: 'Reload from disk…' }).isDisabled()).toBe(true);
  await master.restart();
  await page
    .getByRole('link', { name: /^Override…/ })
    .first()
    .waitFor({ timeout: 60_000 });
  await healthy();
  expect(tab.faults).toEqual([]);
});
