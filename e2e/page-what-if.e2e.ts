import { type SimulationDto } from '@failover-dns/contracts';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { BIN, surroundings } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { capture } from './harness/program.js';
import { SHOP, sharedTargets, SOLO, WEB } from './harness/shared-targets.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
let master: Master;
let a: Target;
let b: Target;
let c: Target;
let healthy: () => Promise<unknown>;

beforeAll(async () => ({ master, a, b, c, healthy } = await sharedTargets(world)));
afterAll(() => browsers.close());

/** Of the page's cards: what each domain would be answered. */
const cards = async ({ page }: Tab) =>
  Object.fromEntries(
    await Promise.all(
      (await page.locator('#then article').all()).map(async (card) => {
        const records = await card.locator('.side').nth(1).locator('.records li:not(.gone)').allInnerTexts();
        return [
          await card.locator('h3').innerText(),
          records.map((text) => text.replace(/^added\s+/, '').trim()).sort(),
        ] as const;
      }),
    ),
  );

test('what-if is what then happens, and what its command says', async () => {
  const tab = await browsers.tab(master, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = tab;
  await tab.open('/what-if');
  await tab.headline('What if something fails?');
  await page.getByRole('searchbox').fill(a.ip);
  await page.getByRole('checkbox', { name: a.ip }).check();
  await tab.headline(`What if ${a.ip} is down?`);
  await page.getByRole('heading', { name: '3 domains answer something else. 1 of them goes to fallback.' }).waitFor();
  const supposed = { [SOLO]: [FALLBACK], [SHOP]: [c.ip], [WEB]: [b.ip] };
  expect(await cards(tab)).toEqual(supposed);
  expect((await page.locator('#then h3').allInnerTexts())[0]).toBe(SOLO);
  expect(await page.locator('#then article').first().innerText()).toContain('TTL 2, was 1');
  expect(await page.getByText('notices nothing').innerText()).toBe('1 notices nothing.');
  expect(await page.getByText('Nothing is touched.').isVisible()).toBe(true);

  await page.reload();
  await page.getByRole('heading', { name: /^3 domains answer/ }).waitFor();
  expect(await cards(tab)).toEqual(supposed);

  await page.getByRole('button', { name: 'Copy as command' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const command = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(command).toBe(`failover simulate --down ${a.ip}`);
  const script = `failover() { "$NODE" "$BIN" "$@"; }; ${command} --json`;
  const env = { ...process.env, ...surroundings({ master }), NODE: process.execPath, BIN: resolve(BIN) };
  const { stdout } = await capture('sh', ['-c', script], { env });
  const printed = (JSON.parse(stdout) as SimulationDto).domains.map((one) => [
    one.domain,
    [...(one.then?.addresses ?? [])].sort(),
  ]);
  expect(Object.fromEntries(printed)).toEqual(supposed);

  await a.stop();
  try {
    for (const [name, addresses] of Object.entries(supposed))
      await until(async () => expect(await master.addresses(name)).toEqual(addresses), { within: 20 });
    await page.getByRole('heading', { name: 'No answer changes.' }).waitFor();
  } finally {
    await a.start();
  }
  await healthy();
  expect(tab.faults).toEqual([]);
});

test('agents lost and time that passes: the question follows, Start over forgets', async () => {
  const tab = await browsers.tab(master);
  const { page } = tab;
  await tab.open('/what-if');
  await page.getByRole('checkbox', { name: 'fra-1' }).check();
  await page.getByText(/^4 keep their answer with one vote fewer/).waitFor();
  await page.getByRole('button', { name: 'Show the 4' }).click();
  expect(await page.locator('.weaker a').allInnerTexts()).toContain(WEB);
  await page.getByRole('checkbox', { name: 'nyc-1' }).check();
  await page.getByText('1 min', { exact: true }).click();
  await page.getByRole('heading', { name: /^4 domains answer something else\. All of them go to fallback/ }).waitFor();
  await tab.headline('What if fra-1 and nyc-1 are lost and 1 min passes?');
  expect(new URL(page.url()).search).toBe('?lost=fra-1&lost=nyc-1&after=60');
  await page.getByText('other', { exact: true }).click();
  await page.getByLabel('How much').fill('2 moons');
  await page.getByText('Write a number and its unit').waitFor();
  await page.getByLabel('How much').fill('2h');
  await tab.headline(/2 h pass\?$/);
  await page.getByRole('button', { name: 'Start over' }).click();
  await tab.headline('What if something fails?');
  expect(new URL(page.url()).search).toBe('');
  expect(await page.getByRole('radio', { name: 'none' }).isChecked()).toBe(true);
  expect(await page.getByLabel('How much').count()).toBe(0);
  await tab.open('/what-if?down=192.0.2.99');
  await page.getByText('192.0.2.99: no such target').waitFor();
  // The browser itself tells of the refusal.
  expect(tab.faults.filter((fault) => !fault.includes('responded with a status of 422'))).toEqual([]);
});
