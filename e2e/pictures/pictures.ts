import { type Page } from 'playwright-core';
import { ADMIN } from '../harness/cli.js';

interface Picture {
  name: string;
  path: string;
  /** What stands on the page when it may be taken. */
  ready: RegExp;
  /** What is done before. */
  act?: (page: Page) => Promise<void>;
}

/** Signs in, and says why: the answer that will come of it is shown by then. */
async function order(page: Page): Promise<void> {
  await page.locator('#operator-name').fill('ann');
  await page.locator('#operator-token').fill(ADMIN);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByRole('textbox').first().fill('its disk is slow');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Drain .* until/, disabled: false })
    .waitFor();
}

const PICKED = 'domain=webmail.svc.example&target=127.102.15.11:8443&do=drain';

/** The details of a vote stand beside it; a phone shows them on a tap alone. */
async function pointAtVote(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) > 860) await page.locator('.matrix .v.down').nth(1).hover();
}

/** The pictures of docs/images, each at two sizes and in two themes. */
export const PICTURES: readonly Picture[] = [
  { name: 'overview', path: '/', ready: /on fallback[^]*webmail/ },
  { name: 'domain', path: '/domains/webmail.svc.example', ready: /left out[^]*Last time[^]*failed check/, act: pointAtVote },
  { name: 'agents', path: '/agents', ready: /syd-1/ },
  { name: 'what-if', path: '/what-if?down=127.102.15.11&down=127.102.15.12&lost=fra-1', ready: /webmail\.svc\.example/ },
  { name: 'operate', path: `/operate?${PICKED}`, ready: /Unlock/, act: order },
];
