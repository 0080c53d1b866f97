import { afterAll, expect, test } from 'vitest';
import { Browsers } from './harness/browser.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const browsers = new Browsers();
afterAll(() => browsers.close());

const TOKEN = 'a-viewers-token-of-some-length';
const ROW = { ip: '192.0.2.10', port: 443 };

test('a master that asks for a token: a wrong one is refused under the field, the right one holds for the tab', async () => {
  const master = await world.master({ domains: { 'web.failover': domain([ROW]) }, api: { viewer_token: TOKEN } });
  const tab = await browsers.tab(master);
  const { page } = tab;
  tab.refusalsAreFine = true;
  await tab.open();
  await tab.headline('This master asks for a token.');
  expect(await page.locator('main').innerText()).not.toContain('web.failover');
  await page.getByLabel('Token').fill('wrong');
  await page.getByRole('button', { name: 'Read this master' }).click();
  await page.getByText('The master does not know this token.').waitFor();
  expect(await tab.axe()).toEqual([]);
  await page.getByLabel('Token').fill(TOKEN);
  await page.keyboard.press('Enter');
  await page.locator('tr[data-domain="web.failover"]').waitFor();
  await page.getByText(/^Live, /).waitFor();
  await page.reload();
  await page.locator('tr[data-domain="web.failover"]').waitFor();
  // An operator's token that was rotated meanwhile.
  await page.evaluate("sessionStorage.setItem('operator token', 'the-one-before')");
  await page.reload();
  await tab.headline('This master asks for a token.');
  await page.getByLabel('Token').fill(` ${TOKEN} `);
  await page.keyboard.press('Enter');
  await page.locator('tr[data-domain="web.failover"]').waitFor();
  const other = await browsers.tab(master);
  other.refusalsAreFine = true;
  await other.open();
  await other.headline('This master asks for a token.');
  expect([...tab.faults, ...other.faults]).toEqual([]);
});

test('no agents, no domains: the page shows the lines that mend it, and mends itself when they are there', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { 'web.failover': domain([target]) } });
  const tab = await browsers.tab(master);
  const { page } = tab;
  await tab.open();
  const empty = page.getByText('No agent has reported yet.');
  await empty.waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain('node apps/agent/dist/main.js --config agent_config.yaml');
  expect(text).toContain(`url: ${master.url}`);
  expect(await tab.axe()).toEqual([]);
  world.agent('fra-1', [master]);
  await empty.waitFor({ state: 'detached' });
  await tab.headline('The only domain is healthy.');
  expect(tab.faults).toEqual([]);

  const bare = await world.master({ domains: {} });
  const second = await browsers.tab(bare);
  await second.open();
  await second.headline('No domains yet.');
  expect(await second.page.locator('main').innerText()).toMatch(/zones:\s+- name: failover/);
  expect(await second.axe()).toEqual([]);
  expect(second.faults).toEqual([]);
});

test('an address that nothing stands at is said', async () => {
  const master = await world.master({ domains: { 'web.failover': domain([ROW]) } });
  const tab = await browsers.tab(master);
  await tab.open('/agents/nobody');
  await tab.headline('There is no page here.');
  await tab.page.getByRole('link', { name: 'To the overview' }).click();
  await tab.page.locator('tr[data-domain="web.failover"]').waitFor();
  expect(tab.faults).toEqual([]);
});
