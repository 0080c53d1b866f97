import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WebhookAttemptDto, WebhooksDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, AUTH, cells, run } from './harness/cli.js';
import { edit } from './harness/config-file.js';
import { type Master } from './harness/master.js';
import { ROOT } from './harness/program.js';
import { Receiver, type Received } from './harness/receiver.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const TARGET = { ip: '192.0.2.10', port: 443 };
const SECRETS = ['s3cret-of-the-url', 's3cret-of-the-signature', 's3cret-of-a-header', 's3cret-of-the-receiver', ADMIN];
const PATH = `/hook/${SECRETS[0]}?key=${SECRETS[0]}`;

type Hook = Record<string, unknown>;
type Body = { id: number; kind: string; domain: string | null; text: string; at: string; data: Record<string, unknown> };

const start = (webhooks: Hook[], top: Record<string, unknown> = {}) =>
  world.master({
    domains: Object.fromEntries([NAME, 'www.failover'].map((name) => [name, domain([TARGET], { server: { timeout_sec: 600 } })])),
    api: { admin_token: ADMIN },
    top: { webhooks, ...top },
  });
const say = (master: Master, status: 'ok' | 'fail', name = NAME) =>
  sendReport(master, report(TARGET, { domain: name, status, reason: status === 'ok' ? null : 'refused' }));
/** Each is a transition. */
async function changes(master: Master, count: number): Promise<void> {
  const now = (await master.addresses(NAME)).includes(TARGET.ip);
  for (let n = 0; n < count; n++) expect((await say(master, (n % 2 === 0) === now ? 'fail' : 'ok')).status).toBe(200);
}
const state = async (master: Master, name: string) =>
  (await master.get<WebhooksDto>('/api/v1/webhooks')).body.webhooks.find((one) => one.name === name)!;
const bodies = (receiver: { requests: Received[] }) => receiver.requests.map(({ body }) => body as Body);
const ids = (receiver: { requests: Received[] }) => bodies(receiver).map(({ id }) => id);
const eventIds = async (master: Master) =>
  (await master.get<{ events: Body[] }>('/api/v1/events')).body.events.map(({ id }) => id);
const metric = async (master: Master, name: string) =>
  Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec((await master.get('/metrics')).text)?.[1]);
const override = (master: Master, reason: string, name = NAME) =>
  master.put(`/api/v1/domains/${name}/override`, { kind: 'force_up', reason, for: '1h', who: 'ann' }, AUTH);

test('a transition is sent with its whole reasoning, signed; each format and filter; no secret is shown anywhere', async () => {
  const [json, slack, discord, other] = await Promise.all([1, 2, 3, 4].map(() => Receiver.start(world)));
  const secret = SECRETS[1]!;
  const secretFile = world.file('secret', `${secret}\n`);
  const master = await start([
    {
      name: 'ops',
      url: json!.url + PATH,
      secret_file: secretFile,
      headers: [`Authorization: Bearer ${SECRETS[2]}`, 'User-Agent: mine'],
    },
    { name: 'chat', url: slack!.url + PATH, format: 'slack', events: ['transition', 'override'] },
    { name: 'talk', url: discord!.url + PATH, format: 'discord', events: 'override' },
    { name: 'www', url: other!.url + PATH, domains: ['www.failover'] },
  ]);
  await say(master, 'ok');
  await say(master, 'fail');
  await until(() => expect(json!.requests).toHaveLength(2), { within: 15 });

  const [, sent] = json!.requests;
  const body = sent!.body as Body;
  expect(ids(json!)).toEqual(await eventIds(master));
  expect(body).toMatchObject({
    kind: 'transition',
    domain: NAME,
    text: `${NAME}: 192.0.2.10:443 down (any 0 of 1 up, needs 1; stand-in: refused 1/1) → answering fallback 192.0.2.254, TTL 2`,
    data: {
      decision: {
        state: 'fallback',
        source: 'fallback',
        ttl_from: 'fallback_ttl',
        addresses: ['192.0.2.254'],
        targets: [{ ...TARGET, verdict: 'down', votes: [{ agent: 'stand-in', value: 'down', failures: 1, reason: 'refused' }] }],
      },
      previous: { source: 'targets', addresses: [TARGET.ip] },
      changed: [{ ...TARGET, from: 'up', to: 'down' }],
    },
  });
  // The log says the same sentence.
  expect(master.program.output).toContain(body.text);
  expect(sent).toMatchObject({ method: 'POST', path: PATH });
  expect(sent!.headers).toMatchObject({
    'content-type': 'application/json',
    'x-failover-event': 'transition',
    'x-failover-id': String(body.id),
    'idempotency-key': String(body.id),
    authorization: `Bearer ${SECRETS[2]}`,
    'user-agent': 'mine',
  });
  // The function of docs/webhooks.md that checks a signature, as it is printed there.
  const verify = await exampleOf('docs/webhooks.md');
  const signature = String(sent!.headers['x-failover-signature']);
  expect(verify(signature, sent!.text, secret)).toBe(true);
  expect(verify(signature, sent!.text.replace('down', 'up'), secret)).toBe(false);
  expect(verify(signature.replace(/t=\d+/, 't=1767319445'), sent!.text, secret)).toBe(false);
  expect(verify(signature, sent!.text, 'another')).toBe(false);
  expect(verify('', sent!.text, secret)).toBe(false);
  expect(new Set(json!.requests.map(({ from }) => from)).size).toBe(1);

  // What operators write reaches chats as text, and calls nobody.
  await override(master, 'see <!channel> & <@U1>\nor @everyone');
  await until(() => expect(slack!.requests.length).toBeGreaterThanOrEqual(4), { within: 15 });
  const said = slack!.requests.map((one) => one.body as { text: string; mrkdwn: boolean });
  expect(said[1]).toEqual({ text: body.text, mrkdwn: false });
  const words = said.map(({ text }) => text).join('\n');
  expect(words).toContain('see &lt;!channel&gt; &amp; &lt;@U1&gt; or @everyone');
  expect(words).not.toMatch(/<[!@]/);
  await until(() => expect(discord!.requests).toHaveLength(1), { within: 15 });
  expect(discord!.requests[0]!.body).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(slack!.requests[0]!.headers).not.toHaveProperty('x-failover-signature');

  expect(other!.requests).toEqual([]);
  await say(master, 'ok', 'www.failover');
  await until(() => expect(bodies(other!).map((one) => one.domain)).toEqual(['www.failover']), { within: 15 });

  // A test says what the receiver answered; it is for operators.
  json!.always(503);
  const tested = await master.post<WebhookAttemptDto>('/api/v1/webhooks/ops/test', '{}', AUTH);
  expect([tested.status, tested.body]).toMatchObject([200, { delivered: false, status: 503, error: 'the receiver answers 503' }]);
  expect(bodies(json!).at(-1)).toMatchObject({ kind: 'test', domain: null, text: 'a test of the webhook ops' });
  expect((await master.post('/api/v1/webhooks/ops/test', '{}')).status).toBe(401);
  const unknown = await master.post<{ detail: string }>('/api/v1/webhooks/opps/test', '{}', AUTH);
  expect([unknown.status, unknown.body.detail]).toEqual([404, 'no webhook "opps" in the config; did you mean "ops"?']);
  const failed = { code: 1, stderr: 'failover: ops: not delivered, the receiver answers 503\n' };
  expect(await run(['webhooks', 'test', 'ops'], { master, token: ADMIN })).toMatchObject(failed);
  const taken = { code: 0, stdout: 'chat: delivered, the receiver answers 204\n' };
  expect(await run(['webhooks', 'test', 'chat'], { master, token: ADMIN })).toMatchObject(taken);
  const listed = cells((await run(['webhooks'], { master })).stdout);
  expect(listed.map((row) => row.slice(0, 3))).toContainEqual(['ops', 'json', `127.0.0.1:${json!.port}`]);
  await say(master, 'ok');
  await until(async () => expect((await state(master, 'ops')).failures).toBeGreaterThan(0), { within: 15 });

  const paths = ['webhooks', 'events', 'config', 'status', 'domains', 'overrides', 'agents'].map((one) => `/api/v1/${one}`);
  const shown = await Promise.all([...paths, '/metrics', '/health/ready'].map(async (path) => (await master.get(path)).text));
  for (const one of SECRETS)
    expect([one, [...shown, master.program.output].filter((text) => text.includes(one))]).toEqual([one, []]);
});

test('order is kept while the receiver fails; Retry-After is obeyed; redirects are not followed; what it refuses is given up', async () => {
  const receiver = await Receiver.start(world);
  const master = await start([{ name: 'ops', url: receiver.url, events: ['transition'], timeout_sec: 1 }]);
  const elsewhere = await Receiver.start(world);
  const answers: ((response: Parameters<Receiver['answer']>[0]) => void)[] = [
    // Without the wish it would be tried again after half a second.
    (response) => response.writeHead(429, { 'retry-after': '3' }).end(),
    (response) => response.writeHead(302, { location: elsewhere.url }).end(),
    (response) => response.socket?.destroy(),
    () => {}, // no reply at all, until the deadline
    (response) => response.writeHead(204).end(),
    (response) => response.writeHead(400).end('x'.repeat(10_000_000)),
  ];
  receiver.answer = (response, count) => (answers[count - 1] ?? ((one) => one.writeHead(200).end()))(response);
  await changes(master, 4);
  const all = await eventIds(master);
  await until(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(8), { within: 60 });
  const [first, second, third, fourth] = all;
  expect(ids(receiver)).toEqual([first, first, first, first, first, second, third, fourth]);
  const gap = (receiver.requests[1]!.at - receiver.requests[0]!.at) / 1000;
  expect(gap).toBeGreaterThanOrEqual(2.9);
  expect(elsewhere.requests).toEqual([]);
  await until(async () => expect(await state(master, 'ops')).toMatchObject({ queue: 0, failures: 0, given_up: 1 }), {
    within: 15,
  });
  const results = ['delivered', 'failed', 'refused', 'dropped'].map((result) =>
    metric(master, `failover_webhook_deliveries_total{webhook="ops",result="${result}"}`),
  );
  expect(await Promise.all(results)).toEqual([3, 4, 1, 0]);
  expect(await metric(master, 'failover_webhook_last_success_timestamp_seconds{webhook="ops"}')).toBeGreaterThan(1.7e9);
  expect(master.program.output).toContain(
    'ops: not delivered, the receiver answers 429: it is tried again until it is delivered',
  );
  expect(master.program.output).toMatch(/ops: delivers again, after \d failures/);
});

test('kill -9 loses nothing that was stored; a reload keeps the queue of what stays, and a dead receiver costs nobody anything', async () => {
  const receiver = await Receiver.start(world);
  const gone = await Receiver.start(world);
  const hook = { name: 'ops', url: receiver.url, events: ['transition'] };
  const master = await start([hook, { name: 'gone', url: gone.url }]);
  await changes(master, 2);
  await until(
    async () =>
      expect([await state(master, 'ops'), await state(master, 'gone')]).toMatchObject([{ delivered: 2 }, { delivered: 2 }]),
    { within: 15 },
  );
  await receiver.stop();
  await changes(master, 3);
  expect(await master.addresses(NAME)).toEqual([TARGET.ip]);
  await until(
    async () => expect(await state(master, 'ops')).toMatchObject({ queue: 3, last_attempt: { delivered: false, status: null } }),
    { within: 15 },
  );
  expect(await metric(master, 'failover_webhook_queue_length{webhook="ops"}')).toBe(3);
  const before = await eventIds(master);
  await master.written();
  await master.restart('SIGKILL');
  expect(await state(master, 'ops')).toMatchObject({ queue: 3, delivered: 0 });
  await changes(master, 1);

  // Another webhook comes, one goes, and the one that stays is told of another place.
  const place = await Receiver.start(world);
  const come = await Receiver.start(world);
  edit(master.file, (config) => {
    (config as unknown as { webhooks: Hook[] }).webhooks = [
      { ...hook, url: `${place.url}/new` },
      { name: 'new', url: come.url },
    ];
  });
  expect((await master.post('/api/v1/config/reload', '{}', AUTH)).status).toBe(200);
  await until(() => expect(place.requests).toHaveLength(4), { within: 15 });
  const transitions = (await master.get<{ events: Body[] }>('/api/v1/events')).body.events.filter(
    ({ kind }) => kind === 'transition',
  );
  expect(ids(place)).toEqual(transitions.slice(2).map(({ id }) => id));
  expect(ids(place).slice(0, 3)).toEqual(before.slice(2));
  await until(() => expect(bodies(come).map(({ kind }) => kind)).toEqual(['reload']), { within: 15 });
  expect((await master.get('/metrics')).text).not.toContain('webhook="gone"');

  // What was delivered is not sent again, and the end waits for a delivery that is under way.
  place.answer = (response) => void setTimeout(() => response.writeHead(204).end(), 100);
  await changes(master, 1);
  expect(await master.stop()).toMatchObject({ code: 0 });
  expect(place.requests).toHaveLength(5);
  await master.restart();
  await changes(master, 1);
  await until(() => expect(place.requests).toHaveLength(6), { within: 15 });
  expect(new Set(ids(place)).size).toBe(6);

  // The end does not wait for one that never answers; the next start does it.
  place.answer = () => {};
  await changes(master, 1);
  await until(() => expect(place.requests).toHaveLength(7), { within: 15 });
  expect(await master.stop()).toMatchObject({ code: 0 });
  place.always(204);
  await master.restart();
  await until(() => expect(place.requests).toHaveLength(8), { within: 15 });
  expect(ids(place).at(-1)).toBe(ids(place).at(-2));
});

test('https with an authority of one’s own; without it nothing is sent', async () => {
  const folder = world.place('tls');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=receiver', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  const receiver = await Receiver.start(world, { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') });
  const master = await start([
    { name: 'trusts', url: receiver.url, ca_file: cert },
    { name: 'doubts', url: `${receiver.url}/doubts` },
  ]);
  await say(master, 'ok');
  await until(() => expect(receiver.requests.map(({ path }) => path)).toEqual(['/']), { within: 15 });
  await until(async () => expect((await state(master, 'doubts')).last_attempt?.error).toMatch(/certificate/), { within: 15 });
});

/** The function `isGenuine` of the page's example. */
async function exampleOf(page: string) {
  const [, code = ''] = /```js\n([^]*?isGenuine[^]*?)```/.exec(readFileSync(resolve(ROOT, page), 'utf8')) ?? [];
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    isGenuine: (header: string, body: string, secret: string) => boolean;
  };
  return module.isGenuine;
}
