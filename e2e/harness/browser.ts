import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Master } from './master.js';
import { until } from './until.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber))`;
/** What the browser itself says about a server that is away. */
const AWAY =
  /Failed to load resource: net::ERR_|net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET)/;
const REFUSED = /Failed to load resource: the server responded with a status of 4\d\d/;

export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A page that is open in a browser, and everything that went wrong in it. */
export class Tab {
  /** Errors of the console and of scripts, violations of the policy, and requests to anywhere but the master. */
  readonly faults: string[] = [];
  /** The master is taken away on purpose: the browser's complaints about that are no faults. */
  awayIsFine = false;
  /** A request is refused on purpose: the browser's word of it is no fault. */
  refusalsAreFine = false;

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.add(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.add(`script: ${error.stack ?? error.message}`));
    page.on('request', (request) => {
      const { protocol, origin: to } = new URL(request.url());
      if (to !== this.origin && protocol !== 'data:' && protocol !== 'blob:') this.add(`request elsewhere: ${request.url()}`);
    });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(`${this.origin}${path}`, { waitUntil: 'load' });
    await this.page.locator('h1').first().waitFor();
  }

  /** Waits until the one headline is, or matches, this. */
  async headline(expected: string | RegExp): Promise<void> {
    const found = () => this.page.locator('h1').first().innerText();
    const same =
      typeof expected === 'string'
        ? (text: string) => expect(text).toBe(expected)
        : (text: string) => expect(text).toMatch(expected);
    await until(async () => same(await found()), { within: 20 });
  }

  /** What axe finds, one line each; empty: nothing. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate<AxeResults>('axe.run()');
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 300)} ${any[0]?.message ?? ''}`),
    );
  }

  private add(fault: string): void {
    if (this.awayIsFine && AWAY.test(fault)) return;
    if (this.refusalsAreFine && REFUSED.test(fault)) return;
    this.faults.push(fault);
  }
}

/** Debian's Chromium; `close` it at the end. */
export class Browsers {
  private browser: Browser | undefined;
  readonly tabs: Tab[] = [];

  /** A window of its own, with its own storage. */
  async tab(master: Pick<Master, 'url'>, options: BrowserContextOptions = {}): Promise<Tab> {
    this.browser ??= await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    const context = await this.browser.newContext({ viewport: WIDE, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.addInitScript(TELL_VIOLATIONS);
    const tab = new Tab(page, master.url);
    this.tabs.push(tab);
    return tab;
  }

  async close(): Promise<void> {
    await this.browser?.close();
    this.browser = undefined;
  }
}
