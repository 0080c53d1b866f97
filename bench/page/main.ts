/**
 * The page with 5,000 domains in Chromium: `npm run bench:page`, or `npm run bench:page -- --quick`.
 * First paint after the data, frames while it is scrolled, memory while rows change.
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { installPackages } from '../../tools/lib/debian.mjs';
import { API, batch, failover, postBatch } from '../peers/failover.ts';
import { percentile } from '../programs.ts';
import { withPeer } from '../throughput.ts';

const NAMES = 5000;
const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--enable-precise-memory-info',
];
const ROUNDS = 5;
const MINUTES = process.argv.includes('--quick') ? 1 : 10;
/** Domains that change each second, for better or worse. */
const CHANGES = 20;
let turn = 0;

if (!existsSync(CHROMIUM)) {
  const { code, output } = await installPackages(['chromium']);
  if (code !== 0) throw new Error(output);
}
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
try {
  await withPeer(failover, NAMES, async () => {
    const paints: number[] = [];
    for (let round = 0; round < ROUNDS; round++) paints.push(await firstPaint());
    paints.sort((a, b) => a - b);
    console.log(`${NAMES} domains: first rows ${paints.map(ms).join(', ')} ms after the data`);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await opened(page);
    await scrolling(page);
    await living(page);
  });
} finally {
  await browser.close();
}

async function opened(page: Page): Promise<void> {
  await page.goto(API);
  await page.locator('tr[data-domain]').first().waitFor();
}

/** From the last byte of the rows to the frame that shows the first of them. */
async function firstPaint(): Promise<number> {
  const page = await browser.newPage();
  await page.addInitScript(`
    const look = () => document.querySelector('tr[data-domain]')
      ? requestAnimationFrame(() => setTimeout(() => (window.painted = performance.now())))
      : requestAnimationFrame(look);
    look();`);
  await opened(page);
  await page.waitForFunction('window.painted !== undefined');
  const took = await page.evaluate<number>(`
    window.painted - performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/overview/domains')).responseEnd`);
  await page.close();
  return took;
}

/** Down to the end and up again, 300 px a frame, while rows change. */
async function scrolling(page: Page): Promise<void> {
  const changing = change(20);
  const frames = await page.evaluate<number[]>(`new Promise((done) => {
    const frames = [];
    let [last, step] = [performance.now(), 300];
    const next = (now) => {
      frames.push(now - last);
      last = now;
      window.scrollBy(0, step);
      if (window.scrollY + innerHeight >= document.documentElement.scrollHeight - 1) step = -300;
      if (step < 0 && window.scrollY === 0) done(frames.slice(1));
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);
  await changing;
  frames.sort((a, b) => a - b);
  const slow = frames.filter((ms) => ms > 100).length;
  console.log(
    `scrolling: ${frames.length} frames, p50 ${ms(percentile(frames, 0.5))}, p99 ${ms(percentile(frames, 0.99))}, longest ${ms(frames.at(-1) ?? 0)} ms; ${slow} over 100 ms`,
  );
}

/** The heap after a collection, each tenth of the time; then that of a page opened anew, whose strips show the same history. */
async function living(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const heaps = [await heapMb(session)];
  for (let part = 0; part < 10; part++) {
    await change(MINUTES * 6);
    heaps.push(await heapMb(session));
  }
  console.log(`heap over ${MINUTES} min with ${CHANGES} changes a second: ${heaps.map((mb) => mb.toFixed(1)).join(' → ')} MB`);
  await opened(page);
  console.log(`opened anew, with the same history to show: ${(await heapMb(session)).toFixed(1)} MB`);
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

/** For so many seconds: each second some domains lose their targets, and those of the second before get them back. */
async function change(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++, turn++) {
    const at = (turn * CHANGES) % NAMES;
    await postBatch(batch(at, at + CHANGES, NAMES, 'fail'));
    if (turn > 0) await postBatch(batch(at + NAMES - CHANGES, at + NAMES, NAMES, 'ok'));
    await sleep(1000);
  }
}

function ms(value: number): string {
  return value.toFixed(0);
}
