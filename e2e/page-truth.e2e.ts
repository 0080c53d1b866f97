import { type DomainDetailDto, type OverridesDto, type PlanDto } from '@failover-dns/contracts';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Browsers, type Tab } from './harness/browser.js';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { operatorTab } from './harness/operator.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const browsers = new Browsers();
const ONE = { ip: '192.0.2.10', port: 443 };
const TWO = { ip: '192.0.2.11', port: 443 };
const [WEB, MAIL] = ['web.failover', 'mail.failover'];
const UNAVAILABLE = { status: 503, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'a busy proxy' }) };
let master: Master;

beforeAll(async () => {
  const server = { policy: 'quorum', timeout_sec: 3600 };
  master = await world.master({
    api: { admin_token: ADMIN },
    domains: { [WEB]: domain([ONE], { server }), [MAIL]: domain([ONE, TWO], { server }) },
  });
});
/** Everything is up, and all that vote have said so. */
beforeEach(async () => {
  for (const agent_id of ['a1', 'a2', 'a3']) await say(agent_id, 'ok', ONE, WEB);
  for (const target of [ONE, TWO]) await say('a1', 'ok', target, MAIL);
});
afterEach(async () => {
  for (const { domain: about, name, scope } of await overrides()) {
    const path = scope === 'agent' ? `agents/${name}` : `domains/${about}${name === null ? '' : `/targets/${name}`}`;
    await master.delete(`/api/v1/${path}/override`, AUTH);
  }
});
afterAll(() => browsers.close());

const say = (agent_id: string, status: string, target: typeof ONE, name: string) =>
  sendReport(master, report(target, { agent_id, status, domain: name, reason: status === 'ok' ? null : 'refused' }));
const overrides = async () => (await master.get<OverridesDto>('/api/v1/overrides')).body.overrides;
const put = (body: object) => master.put(`/api/v1/domains/${MAIL}/targets/${ONE.ip}/override`, body, AUTH);
const path = (tab: Tab): string => new URL(tab.page.url()).pathname;
const operator = (at: string) => operatorTab(browsers, master, at);
const faultsOf = (tab: Tab) => tab.faults.filter((fault) => !/status of (401|422|429|503)|ERR_FAILED/.test(fault));
/** Signs an order to take MAIL's first target out, up to its button. */
async function order(tab: Tab) {
  await tab.page.getByLabel('Why').fill('a new disk');
  const act = tab.page.getByRole('button', { name: /^Leave .* out until/ });
  await until(async () => expect(await act.isEnabled()).toBe(true), { within: 10 });
  return act;
}
const ORDER = `/operate?domain=${MAIL}&target=${ONE.ip}`;

test('rows that cannot be read are said, and read again until they are', async () => {
  const tab = await browsers.tab(master);
  await tab.page.route('**/api/v1/overview/domains', (route) => route.fulfill(UNAVAILABLE));
  await tab.open();
  await tab.page.getByText('a busy proxy').waitFor();
  await tab.page.unroute('**/api/v1/overview/domains');
  await tab.headline('All 2 domains are healthy.');
  await tab.page.route('**/api/v1/overview/domains', (route) => route.fulfill(UNAVAILABLE));
  tab.awayIsFine = true;
  await master.stop('SIGKILL');
  await master.restart();
  await tab.page.getByText('This could not be read again: a busy proxy.').waitFor();
  await tab.page.unroute('**/api/v1/overview/domains');
  await tab.page.getByText('This could not be read again').waitFor({ state: 'detached' });
  expect(faultsOf(tab)).toEqual([]);
});

test('a domain and its story that cannot be read are said, and read again', async () => {
  const tab = await browsers.tab(master);
  await tab.open(`/domains/${WEB}`);
  await tab.page.getByText(`Answers ${ONE.ip}.`).waitFor();
  const parts = `**/api/v1/domains/${WEB}**`;
  await tab.page.route(parts, (route) => route.fulfill(UNAVAILABLE));
  for (const agent of ['a1', 'a2']) await say(agent, 'fail', ONE, WEB);
  await tab.page.getByText('This could not be read again: a busy proxy.').waitFor();
  await tab.page.unroute(parts);
  await tab.page.getByText(`Answers the fallback ${FALLBACK}`).waitFor();
  await tab.page.locator('.timeline').getByText('healthy → fallback').first().waitFor();
  await tab.page.getByText('This could not be read again').waitFor({ state: 'detached' });

  const since = tab.page.locator('.chart h3').getByText(/^down since/);
  const asked = () => tab.page.waitForResponse((reply) => reply.url().endsWith(`/api/v1/domains/${WEB}`));
  for (let reads = 0; reads < 3; reads++) await asked();
  const { targets } = (await master.get<DomainDetailDto>(`/api/v1/domains/${WEB}`)).body;
  const began = Date.now() - (targets[0]?.for_ms ?? 0);
  const shown = [-1000, 0, 1000].map((off) => `down since ${new Date(began + off).toTimeString().slice(0, 8)}`);
  expect(shown).toContain(await since.innerText());
  expect(faultsOf(tab)).toEqual([]);
});

test('what an order would bring about follows votes that turn no verdict', async () => {
  const tab = await operator('/operate?agent=a1');
  await tab.page.getByText('No answer changes.').waitFor();
  await say('a2', 'fail', ONE, WEB);
  await tab.page.getByText(/^Type a1: users will be answered a fallback/).waitFor();
  await say('a2', 'ok', ONE, WEB);
  await tab.page.getByText('No answer changes.').waitFor();
  // Seen and signed, but not what it would be now.
  await tab.page.getByLabel('Why').fill('it looks ill');
  const act = tab.page.getByRole('button', { name: /^Set the votes of agent a1 aside/ });
  await until(async () => expect(await act.isEnabled()).toBe(true), { within: 10 });
  await say('a2', 'fail', ONE, WEB);
  await act.click();
  await tab.page.getByText('Things have changed meanwhile. Type a1 first.').waitFor();
  expect(await overrides()).toEqual([]);
  expect(faultsOf(tab)).toEqual([]);
});

test('a plan tells the worst first', async () => {
  const config = JSON.parse(readFileSync(master.file, 'utf8')) as { zones: { domains: Record<string, unknown> }[] };
  const server = { policy: 'quorum', timeout_sec: 3600 };
  config.zones[0]!.domains = {
    'brand-new.failover': domain([ONE]),
    [WEB]: domain([ONE], { server, ttl: 77 }),
    [MAIL]: domain([{ ...ONE, disabled: true }]),
  };
  const { body } = await master.post<PlanDto>('/api/v1/config/plan', { config: JSON.stringify(config) }, AUTH);
  expect(body.domains.map(({ domain: name, then }) => [name, then?.state])).toEqual([
    [MAIL, 'fallback'],
    ['brand-new.failover', 'fallback'],
    [WEB, 'healthy'],
  ]);
});

test('Undo leaves alone what somebody else ordered since, and a failed one is told', async () => {
  const tab = await operator(ORDER);
  await (await order(tab)).click();
  const undo = tab.page.getByRole('button', { name: 'Undo' });
  await undo.waitFor();
  await put({ kind: 'force_down', reason: 'attack, leave it down', who: 'bob', permanent: true });
  await undo.click();
  await tab.page.getByText('It could not be undone: bob has set another override since.').waitFor();
  expect(await overrides()).toMatchObject([{ kind: 'force_down', who: 'bob' }]);

  await tab.open(ORDER);
  await (await order(tab)).click();
  await undo.waitFor();
  await tab.page.route('**/override', (route) => route.fulfill(UNAVAILABLE));
  await undo.click();
  await tab.page.getByText('It could not be undone: a busy proxy.').waitFor();
  expect(await overrides()).toMatchObject([{ kind: 'maintenance', who: 'ann' }]);
  expect(faultsOf(tab)).toEqual([]);
});

test('Back from an order leads to where one came from, also while it is carried out', async () => {
  const tab = await operator('/operate');
  await tab.page.getByRole('link', { name: 'Overview' }).click();
  await tab.page.getByRole('link', { name: MAIL }).click();
  await tab.headline(MAIL);
  const override = tab.page.getByRole('link', { name: 'Override…' });
  await override.click();
  await tab.page.getByRole('dialog').waitFor();
  await tab.page.goBack();
  await tab.headline(MAIL);
  expect(path(tab)).toBe(`/domains/${MAIL}`);

  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  await tab.page.route('**/override', async (route) => held.then(() => route.continue()));
  await override.click();
  await tab.page.getByLabel('Why').fill('a new disk');
  await tab.page.getByLabel(`Type ${MAIL}`).fill(MAIL);
  const sent = tab.page.waitForRequest((request) => request.method() === 'PUT');
  await tab.page.getByRole('button', { name: /on fallback until/ }).click();
  await sent;
  const cancel = tab.page.getByRole('button', { name: 'Cancel' });
  expect(await cancel.isDisabled()).toBe(true);
  await tab.page.goBack();
  await tab.headline(MAIL);
  go();
  await until(async () => expect(await overrides()).toHaveLength(1), { within: 10 });
  await tab.page.getByText(/The whole domain is in maintenance by ann/).waitFor();
  expect(path(tab)).toBe(`/domains/${MAIL}`);
  expect(faultsOf(tab)).toEqual([]);
});

test('a reply that is lost is no refusal, nor is a master that is busy', async () => {
  const tab = await operator('/operate');
  let busy = 1;
  await tab.page.route('**/simulate', (route) =>
    busy-- > 0 ? route.fulfill({ ...UNAVAILABLE, status: 429 }) : route.continue(),
  );
  await tab.open(ORDER);
  await tab.page.getByText('It cannot be worked out now; trying again.').waitFor();
  const act = await order(tab);
  await tab.page.route('**/override', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await act.click();
  await tab.page.getByText(/^It is not known whether it was done/).waitFor();
  expect(await overrides()).toHaveLength(1);
  expect(faultsOf(tab)).toEqual([]);
});

test('a viewer’s token that is not asked for any more is not asked for', async () => {
  const before = readFileSync(master.file, 'utf8');
  const config = JSON.parse(before) as { api: object };
  const tab = await browsers.tab(master);
  await tab.open();
  await tab.headline('All 2 domains are healthy.');
  writeFileSync(master.file, JSON.stringify({ ...config, api: { ...config.api, viewer_token: 'a-viewers-token' } }));
  expect((await master.post('/api/v1/config/reload', '{}', AUTH)).status).toBe(200);
  await tab.headline('This master asks for a token.');
  writeFileSync(master.file, before);
  expect((await master.post('/api/v1/config/reload', '{}', AUTH)).status).toBe(200);
  await tab.headline('All 2 domains are healthy.');
  expect(faultsOf(tab)).toEqual([]);
});
