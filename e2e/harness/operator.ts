import { type Browsers, type Tab } from './browser.js';
import { ADMIN } from './cli.js';
import { type Master } from './master.js';

/** Gives a token on the page Operate. */
export async function unlock({ page }: Tab, token: string): Promise<void> {
  await page.getByLabel('Your name').fill('ann');
  await page.getByLabel('Operator’s token').fill(token);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** A tab where the operator's token was given. */
export async function operatorTab(
  browsers: Browsers,
  master: Master,
  path = '/operate',
  options: Parameters<Browsers['tab']>[1] = {},
): Promise<Tab> {
  const tab = await browsers.tab(master, options);
  await tab.open('/operate');
  await unlock(tab, ADMIN);
  await tab.page.getByText('You are signed in as').waitFor();
  if (path !== '/operate') await tab.open(path);
  return tab;
}
