import { writeFileSync } from 'node:fs';
import { type TimelineDto } from '@failover-dns/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const NAME = 'webmail.failover';
const TARGET = { ip: '192.0.2.10', port: 443 };
let master: Master;

beforeAll(async () => {
  master = await world.master({
    api: { admin_token: ADMIN },
    domains: { [NAME]: domain([TARGET], { server: { timeout_sec: 3600 } }) },
  });
});
afterAll(() => browsers.close());

/** Up and down and so on: an entry each time. */
async function flap(times: number): Promise<void> {
  for (let time = 0; time < times; time++)
    for (const status of ['ok', 'fail']) expect((await sendReport(master, report(TARGET, { status }))).status).toBe(200);
}
const entriesOf = async (limit: number) =>
  (await master.get<TimelineDto>(`/api/v1/domains/${NAME}/timeline?limit=${limit}`)).body.entries;
const shown = async (tab: Tab): Promise<string[]> => {
  const list = await tab.page.locator('.timeline > li:not(.day)').all();
  return Promise.all(list.map(async (entry) => `${await entry.locator('time').first().getAttribute('datetime')}`));
};
const older = (tab: Tab) => tab.page.getByRole('button', { name: 'Show older' });
async function open(): Promise<Tab> {
  const tab = await browsers.tab(master);
  await tab.open(`/domains/${NAME}`);
  await tab.page.getByRole('heading', { name: 'What happened' }).waitFor();
  return tab;
}

test('what comes while older entries are shown is told with all between', async () => {
  await flap(10);
  const tab = await open();
  await older(tab).click();
  await until(async () => expect(await shown(tab)).toHaveLength((await entriesOf(200)).length), { within: 10 });
  expect(await older(tab).count()).toBe(0);
  expect(await tab.page.evaluate('document.activeElement.tagName')).toBe('LI');
  await flap(30);
  const all = (await entriesOf(200)).map(({ at }) => at);
  expect(all.length).toBeGreaterThanOrEqual(80);
  await until(async () => expect(await shown(tab)).toEqual(all), { within: 15 });
  expect(await tab.page.locator('main').innerText()).not.toContain('Nothing has happened');
  expect(tab.faults).toEqual([]);
});

test('reloads that were refused do not hide what happened before them', async () => {
  await flap(1);
  const before = await entriesOf(8);
  writeFileSync(master.file, 'zones: 7');
  for (let time = 0; time < 12; time++) {
    const refused = await master.post('/api/v1/config/reload', '{}', AUTH);
    expect(refused.status).toBe(422);
  }
  expect(await entriesOf(8)).toEqual(before);
  const tab = await open();
  await until(async () => expect(await shown(tab)).toEqual(before.map(({ at }) => at)), { within: 10 });
  await older(tab).click();
  await until(async () => expect((await shown(tab)).length).toBeGreaterThan(before.length), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('older entries that cannot be read are said, and can be asked for again', async () => {
  const tab = await open();
  await older(tab).waitFor();
  const before = await shown(tab);
  tab.refusalsAreFine = true;
  await tab.page.route(/before=/, (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({ detail: 'too many requests' }),
    }),
  );
  await older(tab).click();
  await tab.page.getByText('What is older could not be read: too many requests.').waitFor();
  expect(await shown(tab)).toEqual(before);
  await tab.page.unroute(/before=/);
  await older(tab).click();
  await until(async () => expect((await shown(tab)).length).toBeGreaterThan(before.length), { within: 10 });
  expect(await tab.page.getByText('could not be read').count()).toBe(0);
});
