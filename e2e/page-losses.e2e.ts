import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Written } from './harness/config-file.js';
import { type Master } from './harness/master.js';
import { operatorTab } from './harness/operator.js';
import { Program } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

/** What users would lose by an order or a reload: said before it is done, and then so. */
const world = useWorld({ shared: true });
const browsers = new Browsers();
const [DRAWN, PANIC, NODATA, TIERS] = ['drawn.failover', 'panic.failover', 'nodata.failover', 'tiers.failover'] as const;
const targets = (count: number, over: (place: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, place) => ({ ip: `192.0.2.${10 + place}`, port: 443, ...over(place) }));
const ROWS = {
  [DRAWN]: targets(2, () => ({ weight: 1 })),
  [PANIC]: targets(3),
  [NODATA]: targets(1),
  [TIERS]: targets(2, (place) => ({ priority: 10 - place })),
};
let master: Master;

beforeAll(async () => {
  const timeout = { timeout_sec: 3600 };
  master = await world.master({
    api: { admin_token: ADMIN },
    domains: {
      [DRAWN]: domain(ROWS[DRAWN], { server: { ...timeout, select: 'weighted' } }),
      [PANIC]: domain(ROWS[PANIC], { server: { ...timeout, min_healthy: 2, panic: 'all' } }),
      [NODATA]: domain(ROWS[NODATA], { server: { ...timeout, all_down: 'nodata' } }),
      [TIERS]: domain(ROWS[TIERS], { server: { ...timeout, policy: 'priority' } }),
    },
  });
  for (const [name, rows] of Object.entries(ROWS))
    for (const [place, target] of rows.entries()) {
      const say = (over: object) => sendReport(master, report(target, { domain: name, ...over }));
      expect((await say({})).status).toBe(200);
      if (name === PANIC && place > 0) await say({ status: 'fail', latency_ms: null, reason: 'refused' });
    }
});
afterAll(() => browsers.close());

const order = async (query: string, title: string): Promise<{ tab: Tab; dialog: ReturnType<Tab['page']['getByRole']> }> => {
  const tab = await operatorTab(browsers, master, `/operate?${query}`);
  return { tab, dialog: tab.page.getByRole('dialog', { name: title }) };
};

test('a plan that changes nothing but the weights of a draw says so', async () => {
  const tab = await operatorTab(browsers, master);
  const { page } = tab;
  const config = JSON.parse(readFileSync(master.file, 'utf8')) as Written;
  config.zones[0]!.domains[DRAWN]!.monitor.targets = targets(2, (place) => ({ weight: place === 0 ? 1000 : 0 }));
  await page.getByLabel('Paste a config').fill(JSON.stringify(config, null, 2));
  await page.getByRole('button', { name: 'Plan it' }).click();
  const plan = page.getByRole('region', { name: 'The plan' });
  await plan.getByText('The plan: 1 answer would change.').waitFor();
  const text = (await plan.innerText()).replaceAll(/\s+/g, ' ');
  expect(text).toContain('of these 1 in each answer, drawn by weight: 192.0.2.10 1 of 2, 192.0.2.11 1 of 2');
  expect(text).toContain('of these 1 in each answer, drawn by weight: 192.0.2.10 1000 of 1000, 192.0.2.11 0 of 1000');
  expect(text).toContain('The addresses stay, and are drawn otherwise.');
  expect(tab.faults).toEqual([]);
});

test('from all targets to the fallback is a loss: the name must be typed, and it comes so', async () => {
  expect(await master.addresses(PANIC)).toHaveLength(3);
  const { tab, dialog } = await order(`domain=${PANIC}&target=192.0.2.10&do=force_down`, `Override 192.0.2.10 in ${PANIC}`);
  const act = dialog.getByRole('button', { name: `Put ${PANIC} on fallback until` });
  await act.waitFor();
  expect(await tab.page.evaluate('document.activeElement.closest("label").innerText')).toMatch(/^Force down/);
  await dialog.getByLabel('Why').fill('disk');
  expect(await act.isDisabled()).toBe(true);
  await dialog.getByLabel(/^Type/).fill(PANIC);
  await act.click();
  await until(async () => expect(await master.addresses(PANIC)).toEqual([FALLBACK]), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('where no address is answered instead, the button says that', async () => {
  const { tab, dialog } = await order(`domain=${NODATA}&target=192.0.2.10`, `Override 192.0.2.10 in ${NODATA}`);
  const act = dialog.getByRole('button', { name: `Leave ${NODATA} without an address until` });
  await act.waitFor();
  expect(await dialog.getByText('users will be answered no address').count()).toBe(1);
  await dialog.getByLabel('Why').fill('disk');
  await dialog.getByLabel(/^Type/).fill(NODATA);
  await act.click();
  await until(async () => expect(await master.addresses(NODATA)).toEqual([]), { within: 10 });
  expect(tab.faults).toEqual([]);
});

test('what would do nothing is not offered: a failback that nothing waits for, a release of nothing', async () => {
  const { tab, dialog } = await order(`domain=${TIERS}&do=failback`, `Fail back ${TIERS}`);
  await dialog.getByText('Nothing waits to fail back.').waitFor();
  await tab.open(`/operate?domain=${TIERS}&target=192.0.2.10&do=release`);
  const release = tab.page.getByRole('dialog', { name: `Release 192.0.2.10 in ${TIERS}` });
  await release.getByText('Nothing is to be released').waitFor();
  expect(await release.getByRole('button', { name: 'Let the checks decide' }).isDisabled()).toBe(true);
  expect(tab.faults).toEqual([]);
});

test('the release of a target says what stays in force about its domain', async () => {
  const put = (path: string) =>
    master.put(`/api/v1/domains/${TIERS}${path}/override`, { kind: 'drain', reason: 'disk', who: 'bob', for: '1h' }, AUTH);
  for (const path of ['', '/targets/192.0.2.11']) expect((await put(path)).status).toBe(200);
  const { tab, dialog } = await order(`domain=${TIERS}&target=192.0.2.11&do=release`, `Release 192.0.2.11 in ${TIERS}`);
  await dialog.getByText('What stays in force: drain of the whole domain by bob.').waitFor();
  expect(tab.faults).toEqual([]);
});

test('a reload that takes a name away says which, and asks for a word typed; cancelled, it took nothing', async () => {
  const config = JSON.parse(readFileSync(master.file, 'utf8')) as Written;
  delete config.zones[0]!.domains[DRAWN];
  // A file that still changes between two looks is left to settle, so the master does not take it by itself meanwhile.
  const writer = world.own(
    Program.run('writer', 'sh', ['-c', 'for _ in $(seq 600); do touch "$0"; sleep 0.1; done', master.file]),
  );
  writeFileSync(master.file, JSON.stringify(config));
  const { tab, dialog } = await order('do=reload', 'Reload the config from disk');
  const gone = dialog.locator('article').getByText(/not there any more/);
  const act = dialog.getByRole('button', { name: 'Put the files on disk in force' });
  await gone.waitFor();
  await dialog.getByLabel('Why').fill('moved away');
  expect(await act.isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await master.addresses(DRAWN)).toHaveLength(1);

  await tab.open('/operate?do=reload');
  await dialog.getByLabel('Why').fill('moved away');
  await dialog.getByLabel(/^Type reload: users will be told that a name does not exist/).fill('reload');
  await act.click();
  await until(async () => expect((await master.dig(DRAWN)).status).toBe('NXDOMAIN'), { within: 10 });
  await writer.stop();
  expect(tab.faults).toEqual([]);
});
