import type { OverridesDto } from '@failover-dns/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers } from './harness/browser.js';
import { ADMIN } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { operatorTab } from './harness/operator.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

/** The orders that are about no target: failback, agents and tags, the brake. */
const world = useWorld({ shared: true });
const browsers = new Browsers();
const TIERS = 'tiers.failover';
const WEB = 'web.failover';
let master: Master;
let first: Target;
let second: Target;
let others: Target[];

beforeAll(async () => {
  [first, second, ...others] = (await world.targets(4)) as [Target, Target, ...Target[]];
  const rows = [
    { ...first, priority: 20 },
    { ...second, priority: 10 },
  ].map(({ ip, port, priority }) => ({ ip, port, priority }));
  master = await world.master({
    domains: {
      [TIERS]: domain(rows, { server: { policy: 'priority', failback: 'manual' } }),
      [WEB]: domain(others),
    },
    api: { admin_token: ADMIN },
    top: { defaults: { server: { brake: { share: '50%', window_sec: 60, max_sec: 600 } } } },
  });
  world.agent('fra-1', [master]);
  world.agent('nyc-1', [master], { tags: ['test', 'us'] });
  await until(async () => expect(await master.addresses(TIERS)).toEqual([first.ip]), { within: 30 });
  await until(async () => expect(await master.addresses(WEB)).toHaveLength(2), { within: 30 });
});
afterAll(() => browsers.close());

test('a higher tier that came back is let in from the page of its domain', async () => {
  const tab = await operatorTab(browsers, master, `/domains/${TIERS}`);
  const { page } = tab;
  const failBack = page.getByRole('link', { name: 'Fail back…' });
  await page.getByText('Override…').waitFor();
  expect(await failBack.count()).toBe(0);
  await first.stop();
  await until(async () => expect(await master.addresses(TIERS)).toEqual([second.ip]), { within: 20 });
  await first.start();
  await failBack.click({ timeout: 20_000 });
  const dialog = page.getByRole('dialog', { name: `Fail back ${TIERS}` });
  await until(
    async () => expect(await dialog.locator('.records .new').allInnerTexts()).toEqual([expect.stringContaining(first.ip)]),
    {
      within: 10,
    },
  );
  expect(await tab.axe()).toEqual([]);
  await dialog.getByLabel('Why').fill('it is well again');
  expect(await master.addresses(TIERS)).toEqual([second.ip]);
  await dialog.getByRole('button', { name: `Let the higher priority of ${TIERS} in now` }).click();
  await page.getByRole('status').getByText(`${TIERS} has failed back.`).waitFor();
  await until(async () => expect(await master.addresses(TIERS)).toEqual([first.ip]), { within: 10 });
  expect((await master.get('/api/v1/events?limit=1000')).text).toContain(`fail back ${TIERS}, by ann: it is well again`);
  expect(tab.faults).toEqual([]);
});

test.each([
  ['an agent', 'agent=fra-1', 'agent fra-1', { scope: 'agent', name: 'fra-1' }],
  ['a tag', 'tag=us', 'every agent tagged us', { scope: 'tag', name: 'us' }],
])('the votes of %s are set aside and count again', async (_, query, what, scope) => {
  const tab = await operatorTab(browsers, master, `/operate?${query}`);
  const { page } = tab;
  const dialog = page.getByRole('dialog', { name: `Override ${what}` });
  expect(await dialog.getByRole('radio').count()).toBeLessThan(2);
  await dialog.getByText('No answer changes.').waitFor();
  await dialog.getByLabel('Why').fill('its uplink is mended');
  expect(await tab.axe()).toEqual([]);
  await dialog.getByRole('button', { name: `Set the votes of ${what} aside until` }).click();
  await page.getByRole('status').getByText(`${what} is in maintenance until`).waitFor();
  expect((await master.get<OverridesDto>('/api/v1/overrides')).body.overrides).toMatchObject([
    { ...scope, kind: 'maintenance', who: 'ann', reason: 'its uplink is mended' },
  ]);
  await page.getByRole('link', { name: 'Release…' }).click();
  const release = page.getByRole('dialog', { name: `Release ${what}` });
  await release.getByLabel('Why').fill('done');
  await release.getByRole('button', { name: `Let the votes of ${what} count again` }).click();
  await until(async () => expect((await master.get<OverridesDto>('/api/v1/overrides')).body.overrides).toEqual([]), {
    within: 10,
  });
  expect(tab.faults).toEqual([]);
});

test('the brake holds the last good answers until it is released, and the page says both', async () => {
  const tab = await operatorTab(browsers, master);
  const { page } = tab;
  expect(await page.getByRole('region', { name: 'The mass-failure brake' }).count()).toBe(0);
  const before = await master.addresses(WEB);
  for (const target of [first, second, ...others]) await target.stop();
  await page.getByText('The mass-failure brake is on since').waitFor({ timeout: 30_000 });
  expect(await master.addresses(WEB)).toEqual(before);
  expect(await tab.axe()).toEqual([]);
  await page.getByRole('link', { name: 'Release the brake…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Release the mass-failure brake' });
  await dialog.getByLabel('Why').fill('they are down indeed');
  const act = dialog.getByRole('button', { name: 'Let verdicts count again' });
  const typed = dialog.getByLabel('Type brake');
  await until(async () => expect((await typed.isVisible()) || (await act.isEnabled())).toBe(true), { within: 10 });
  if (await typed.isVisible()) await typed.fill('brake');
  await act.click();
  await page.getByRole('status').getByText('The brake is released.').waitFor();
  await until(async () => expect(await master.addresses(WEB)).toEqual([FALLBACK]), { within: 10 });
  await until(async () => expect(await page.getByText('The mass-failure brake is on since').count()).toBe(0), { within: 10 });
  expect((await master.get('/api/v1/events?limit=1000')).text).toContain('release the brake, by ann: they are down indeed');
  expect(tab.faults).toEqual([]);
});
