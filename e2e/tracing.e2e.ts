import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { Receiver } from './harness/receiver.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const TARGET = { ip: '192.0.2.10', port: 443 };
const CALLER = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type Attribute = { key: string; value: Value };
interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Attribute[];
  status: { code?: number };
}
interface Sent {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SentSpan[] }[] }[];
}

const start = (url: string, env: NodeJS.ProcessEnv, top: object = {}) =>
  world.master({
    domains: { [NAME]: domain([TARGET], { server: { timeout_sec: 600 } }) },
    api: { admin_token: ADMIN },
    top: { ...top },
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: url, ...env },
  });
const spansOf = (collector: Receiver) =>
  collector.requests.flatMap(({ body }) =>
    (body as Sent).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
const named = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] as unknown]));

test('a report that changes a decision is one trace, from the request to the DNS patch; others are of their own', async () => {
  const collector = await Receiver.start(world);
  const hook = await Receiver.start(world);
  collector.always(200, { 'content-type': 'application/json' });
  const webhooks = [{ name: 'ops', url: `${hook.url}/s3cret-of-the-url` }];
  const env = { OTEL_SERVICE_NAME: 'dns-fra', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' };
  const master = await start(collector.url, env, { webhooks });
  const headers = { 'x-api-key': 's3cret-of-the-agent', traceparent: `00-${CALLER.trace}-${CALLER.span}-01` };
  expect((await master.post('/api/v1/report', report(TARGET), headers)).status).toBe(200);
  expect((await master.post('/api/v1/report', report(TARGET), headers)).status).toBe(200);
  await sendReport(master, report({ ip: '192.0.2.99', port: 1 }));
  await master.dig(NAME);
  await master.post('/api/v1/config/reload', '{}', AUTH);
  await until(() => expect(hook.requests.length).toBeGreaterThanOrEqual(2), { within: 15 });
  // Batches are sent every five seconds.
  await until(
    () => expect(spansOf(collector).map(({ name }) => name)).toEqual(expect.arrayContaining(['webhook', 'storage write'])),
    {
      within: 30,
    },
  );
  expect(await master.stop()).toMatchObject({ code: 0 });

  const spans = spansOf(collector);
  const child = (parent: string, name: string) => {
    const [found, ...more] = spans.filter((span) => span.parentSpanId === parent && span.name === name);
    return more.length > 0 ? undefined : found;
  };
  const requests = spans.filter(({ parentSpanId, traceId }) => parentSpanId === CALLER.span && traceId === CALLER.trace);
  expect(requests.map(({ name }) => name)).toEqual(['POST /api/v1/report', 'POST /api/v1/report']);
  expect(named(requests[0]!.attributes)).toMatchObject({ 'http.route': '/api/v1/report', 'http.response.status_code': 200 });
  const first = child(requests[0]!.spanId, 'report')!;
  expect(named(first.attributes)).toEqual({
    'failover.domain': NAME,
    'failover.target': '192.0.2.10:443',
    'failover.agent': 'stand-in',
    'failover.result': 'ok',
  });
  const decision = child(first.spanId, 'decision')!;
  expect(child(decision.spanId, 'dns patch')).toMatchObject({ traceId: CALLER.trace });
  // The second report changes nothing.
  const second = child(requests[1]!.spanId, 'report')!;
  expect(child(second.spanId, 'decision')).toBeUndefined();

  const reload = spans.find(({ name }) => name === 'reload')!;
  expect(spans.find(({ spanId }) => spanId === reload.parentSpanId)).toMatchObject({ name: 'POST /api/v1/config/reload' });
  expect(named(reload.attributes)).toEqual({ 'failover.by': 'the API', 'failover.applied': true });
  const sent = spans.filter(({ name }) => name === 'webhook');
  expect(sent.map(({ attributes }) => named(attributes)['failover.kind'])).toEqual(['transition', 'reload']);
  for (const span of spans.filter(({ name }) => ['webhook', 'storage write'].includes(name)))
    expect([span.name, span.traceId === CALLER.trace, span.parentSpanId]).toEqual([span.name, false, undefined]);
  const allowed = new Set(['report', 'decision', 'dns patch', 'storage write', 'reload', 'webhook']);
  expect(spans.map(({ name }) => name).filter((name) => !allowed.has(name) && !/^(GET|POST) \/api\/v1\//.test(name))).toEqual([]);

  const [{ path, body }] = collector.requests as [Receiver['requests'][0]];
  expect(path).toBe('/v1/traces');
  expect(named((body as Sent).resourceSpans[0]!.resource.attributes)).toMatchObject({
    'service.name': 'dns-fra',
    'deployment.environment.name': 'test',
  });
  const text = collector.requests.map((one) => one.text).join('\n');
  for (const secret of ['s3cret', ADMIN]) expect(text).not.toContain(secret);
});

test('off by the standard variables; a dead collector costs a line in the log', async () => {
  const collector = await Receiver.start(world);
  const off = await start(collector.url, { OTEL_SDK_DISABLED: 'true' });
  await sendReport(off, report(TARGET), 'x');
  await off.stop();
  expect(collector.requests).toEqual([]);
  await collector.stop();
  const master = await start(collector.url, { OTEL_EXPORTER_OTLP_TIMEOUT: '500' });
  await sendReport(master, report(TARGET), 'x');
  expect(await master.addresses(NAME)).toEqual([TARGET.ip]);
  await master.program.prints(/warn +Tracing +traces are not taken/, { within: 60 });
  expect(await master.stop()).toMatchObject({ code: 0 });
});
