import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { ROOT } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { QueryStream } from './harness/stream.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const TARGET = { ip: '192.0.2.10', port: 443 };
const NAME = 'webmail.failover';
const OTHER = 'mail.failover';
/** None of these may become a label. */
const HOSTILE = ['evil"} 1\nfailover_evil 1', '__proto__', 'constructor', `x${'y'.repeat(200)}`, 'a\\"b', 'ünï'];
let master: Master;

interface Metric {
  type: string;
  help: string;
  series: { name: string; labels: Record<string, string>; value: number }[];
}

/** Strict: a line that is none of the text format throws. */
function parsed(text: string): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  let last: Metric | undefined;
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, kind, name, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      expect(metrics.has(name!), `${name} twice`).toBe(false);
      metrics.set(name!, (last = { type: '', help: rest!, series: [] }));
    } else if (kind === 'TYPE') last!.type = rest!;
    else {
      const [, series, labels = '', value] =
        /^([a-z_][a-z0-9_]*)(?:\{((?:[a-z_]+="(?:[^"\\]|\\.)*",?)*)\})? (\S+)$/.exec(line) ?? [];
      expect(series, line).toBeDefined();
      const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, word]) => [key!, word!] as const);
      last!.series.push({ name: series!, labels: Object.fromEntries(pairs), value: value === '+Inf' ? Infinity : Number(value) });
    }
  }
  return metrics;
}

/** How many series each metric of ours has. */
const counts = (metrics: Map<string, Metric>) =>
  [...metrics].flatMap(([name, { series }]) => (name.startsWith('failover_') ? [[name, series.length]] : []));

const scrape = async (of = master) => parsed((await of.get('/metrics')).text);

async function valueOf(name: string, labels: Record<string, string> = {}, of = master): Promise<number | undefined> {
  const all = [...(await scrape(of)).values()].flatMap(({ series }) => series);
  const fits = (one: (typeof all)[number]) =>
    one.name === name && Object.entries(labels).every(([key, word]) => one.labels[key] === word);
  return all.find(fits)?.value;
}

beforeAll(async () => {
  master = await world.master({
    domains: { [NAME]: domain([TARGET, { ip: '192.0.2.11', port: 443 }]), [OTHER]: domain([{ ip: '192.0.2.20', port: 25 }]) },
    top: {
      agents: [{ id: 'fra', token: 'key-of-fra', tags: ['test'] }],
      webhooks: [{ name: 'chat', url: 'http://127.0.0.1:9/', secret: 'a-secret-of-some-length-for-webhooks' }],
    },
    api: { admin_token: 'an-operator' },
  });
});

const fromFra = (over: Parameters<typeof report>[1] = {}) =>
  sendReport(master, report(TARGET, { agent_id: 'fra', ...over }), 'key-of-fra');

test('names, types, units and helps are what Prometheus’ users expect', async () => {
  for (const [name, { type, help, series }] of await scrape()) {
    expect(name).toMatch(/^(failover|process|nodejs)_[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(['counter', 'gauge', 'histogram'], name).toContain(type);
    expect(name.endsWith('_total'), `${name} is a ${type}`).toBe(type === 'counter');
    expect(name, 'no unit but base units').not.toMatch(/_(ms|milliseconds|minutes|hours|days|kilobytes|kb|mb|percent)(_|$)/);
    expect(help, name).toMatch(/^\S.{8,}/);
    if (name.startsWith('failover_')) expect(help, name).not.toMatch(/\.$/);
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    for (const { name: own, labels } of series) {
      const endings = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
      expect(
        endings.map((ending) => name + ending),
        own,
      ).toContain(own);
      for (const label of Object.keys(labels)) expect(label).toMatch(/^[a-z]+$/);
    }
  }
});

test('docs/metrics.md lists each metric with its type and labels, and no other', async () => {
  const page = readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (\w+) \| ([\w, ]*?) ?\| (.+?) \| (.*?) ?\|$/gm)].flatMap(
    ([, names, type, labels]) =>
      [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => ({
        name: name!,
        type: type!,
        labels: labels!.split(', ').filter(Boolean).sort(),
      })),
  );
  await fromFra();
  await sendReport(master, report(TARGET, { agent_id: 'fra', timestamp: new Date().toISOString() }), 'key-of-fra');
  const metrics = await scrape();
  expect(rows.map(({ name }) => name).sort()).toEqual([...metrics.keys()].sort());
  for (const { name, type, labels } of rows) {
    const { type: real, series } = metrics.get(name)!;
    expect(type, name).toBe(real);
    const shown = new Set(series.flatMap((one) => Object.keys(one.labels)).filter((label) => label !== 'le'));
    if (series.length > 0) expect([...shown].sort(), name).toEqual(labels);
  }
});

test.each([
  ['that the config names', () => Promise.resolve(master)],
  ['that it does not name, whose reports are taken', () => world.master({ domains: { [NAME]: domain([TARGET]) } })],
])('what agents say %s, and people, never becomes a label, and makes no series', async (_which, start) => {
  const asked = await start();
  await sendReport(asked, report(TARGET, { agent_id: 'fra' }), 'key-of-fra');
  const before = counts(await scrape(asked));
  for (const word of HOSTILE) {
    const batch = { agent_id: word, boot_id: word, sent_at: new Date().toISOString() };
    await sendReport(asked, report(TARGET, { agent_id: word }));
    await sendReport(asked, report(TARGET, { domain: word }));
    await sendReport(asked, report(TARGET, { agent_id: word, reason: word, status: 'fail', check_name: word, type: word }));
    await asked.post('/api/v1/reports', { ...batch, reports: [{ ...report(TARGET, { reason: word }), seq: 1 }] });
    await asked.get(`/api/v1/tasks?tags=${encodeURIComponent(word)}&agent_id=${encodeURIComponent(word)}`);
    await asked.get(`/api/v1/status/${encodeURIComponent(word)}`);
  }
  for (const name of ['evil.example', 'evil.failover', 'nothing.webmail.failover']) await asked.dig(name);
  const { text } = await asked.get('/metrics');
  expect(text).not.toMatch(/evil|__proto__|constructor|yyyy|ünï/);
  const ours = [...parsed(text)].flatMap(([name, { series }]) => (name.startsWith('failover_') ? series : []));
  const words = new Set(ours.flatMap(({ labels }) => Object.values(labels)));
  const fixed = /^[a-z_]+[46]?$|^[A-Z]+$|^[\d.]+$|^\+Inf$/;
  const known = [NAME, OTHER, 'fra', 'chat', '192.0.2.10:443', '192.0.2.11:443', '192.0.2.20:25'];
  expect([...words].filter((word) => !fixed.test(word) && !known.includes(word))).toEqual([]);
  expect(counts(parsed(text))).toEqual(before);
});

test('they follow what happens', async () => {
  const was = async (reason: string) => (await valueOf('failover_transitions_total', { reason }))!;
  const target = { domain: NAME, target: '192.0.2.10:443' };
  await fromFra({ status: 'fail', reason: 'refused' });
  const [down, up, operator] = [await was('target_down'), await was('target_up'), await was('operator')];
  expect(await valueOf('failover_target_up', target)).toBe(0);
  expect(await valueOf('failover_domain_using_fallback', { domain: NAME })).toBe(1);
  await fromFra();
  expect(await valueOf('failover_target_up', target)).toBe(1);
  expect(await valueOf('failover_domain_using_fallback', { domain: NAME })).toBe(0);
  expect(await valueOf('failover_domain_answers', { domain: NAME })).toBe(1);
  expect(await valueOf('failover_agent_last_seen_seconds', { agent: 'fra' })).toBeLessThan(60);
  await fromFra({ status: 'fail', reason: 'refused' });
  expect([await was('target_down'), await was('target_up')]).toEqual([down + 1, up + 1]);
  const decided = (await valueOf('failover_decision_seconds_count'))!;
  const path = `/api/v1/domains/${NAME}/targets/${TARGET.ip}/override`;
  const as = { authorization: 'Bearer an-operator' };
  await master.put(path, { kind: 'force_up', reason: 'a test', who: 'ann', for: '1h' }, as);
  expect(await valueOf('failover_overrides', { kind: 'force_up' })).toBe(1);
  expect(await valueOf('failover_target_service', { ...target, service: 'forced_up' })).toBe(1);
  expect(await was('operator')).toBe(operator + 1);
  expect(await valueOf('failover_decision_seconds_count')).toBeGreaterThan(decided);
  await master.delete(path, as);
  expect(await valueOf('failover_overrides', { kind: 'force_up' })).toBe(0);
  const refused = (await valueOf('failover_reports_total', { result: 'wrong_token' }))!;
  await sendReport(master, report(TARGET), 'no key of anybody');
  expect(await valueOf('failover_reports_total', { result: 'wrong_token' })).toBe(refused + 1);
  expect(await valueOf('failover_storage_up')).toBe(1);
  await until(async () => expect(await valueOf('failover_storage_lag_seconds')).toBeLessThan(5), { within: 20 });
});

test('one DNS message of 128 is timed', async () => {
  const timed = async () => (await valueOf('failover_dns_response_seconds_count'))!;
  const [count, asked] = [await timed(), (await valueOf('failover_dns_queries_total', { transport: 'udp4' }))!];
  const stream = new QueryStream(master.dnsPort, NAME);
  await until(() => stream.asked > 700, { within: 30 });
  await stream.end();
  const more = (await valueOf('failover_dns_queries_total', { transport: 'udp4' }))! - asked;
  expect(Math.abs((await timed()) - count - more / 128)).toBeLessThanOrEqual(1);
  const buckets = (await scrape()).get('failover_dns_response_seconds')!.series.filter(({ name }) => name.endsWith('_bucket'));
  expect(buckets.map(({ value }) => value)).toEqual(buckets.map(({ value }) => value).sort((a, b) => a - b));
  expect(buckets.at(-1)).toMatchObject({ labels: { le: '+Inf' }, value: await timed() });
});

describe('degraded', () => {
  test('what is not as it should be is told in words and as a metric, does not make ready fail, and ends', async () => {
    const lone = await world.master({ domains: { [NAME]: domain([TARGET], { server: { timeout_sec: 2 } }) } });
    const codes = async () => {
      const { status, body } = await lone.get<{ status: string; degraded: { code: string; since: string; message: string }[] }>(
        '/health/ready',
      );
      expect([status, body.status]).toEqual([200, 'ok']);
      for (const { since, message } of body.degraded) {
        expect(Date.now() - Date.parse(since)).toBeLessThan(600_000);
        expect(message).toMatch(/\w+ \w+ .*(:|;|, ) *\w+/);
      }
      const status_ = (await lone.get<{ degraded: unknown[] }>('/api/v1/status')).body.degraded;
      expect(status_).toHaveLength(body.degraded.length);
      for (const { code } of body.degraded) expect(await valueOf('failover_degraded', { code }, lone)).toBe(1);
      return body.degraded.map(({ code }) => code);
    };
    await until(async () => expect(await codes()).toEqual(['no_agents']), { within: 20 });
    await sendReport(lone, report(TARGET));
    await until(async () => expect(await codes()).not.toContain('no_agents'), { within: 10 });
    expect(await lone.addresses(NAME)).not.toEqual([FALLBACK]);
    const good = readFileSync(lone.file, 'utf8');
    world.file(`master-${lone.apiPort}.yaml`, good.replace('"policy": "any"', '"policy": "some"'));
    lone.program.signal('SIGHUP');
    await until(async () => expect(await codes()).toContain('config_refused'), { within: 20 });
    expect(await valueOf('failover_config_last_reload_successful', {}, lone)).toBe(0);
    world.file(`master-${lone.apiPort}.yaml`, good);
    lone.program.signal('SIGHUP');
    await until(async () => expect(await codes()).not.toContain('config_refused'), { within: 20 });
  });

  test('answers from before a start are provisional', async () => {
    const lone = await world.master({ domains: { [NAME]: domain([TARGET], { server: { timeout_sec: 60 } }) } });
    await sendReport(lone, report(TARGET));
    await lone.restart();
    const codes = async () =>
      (await lone.get<{ degraded: { code: string }[] }>('/health/ready')).body.degraded.map(({ code }) => code);
    expect(await codes()).toEqual(['provisional']);
    await sendReport(lone, report(TARGET));
    expect(await codes()).toEqual([]);
  });

  test('the brake', async () => {
    const targets = Array.from({ length: 4 }, (_, n) => ({ ip: `192.0.2.${n + 1}`, port: 443 }));
    const lone = await world.master({
      domains: { [NAME]: domain(targets, { server: { timeout_sec: 60 } }) },
      top: { defaults: { server: { brake: { share: '50%' } } } },
    });
    for (const target of targets) await sendReport(lone, report(target));
    for (const target of targets) await sendReport(lone, report(target, { status: 'fail', reason: 'timeout' }));
    const { body } = await lone.get<{ degraded: { code: string; message: string }[] }>('/health/ready');
    expect(body.degraded).toMatchObject([{ code: 'brake', message: expect.stringContaining('DELETE /api/v1/brake') as string }]);
    expect(await valueOf('failover_brake_engaged', {}, lone)).toBe(1);
  });

  test('a domain that keeps an old answer as an agent fell silent is frozen, until it speaks again', async () => {
    const server = { policy: 'all', on_silence: 'hold', timeout_sec: 3 };
    const lone = await world.master({ domains: { [NAME]: domain([TARGET], { server }) } });
    const degraded = async () =>
      (await lone.get<{ degraded: { code: string; message: string }[] }>('/health/ready')).body.degraded;
    const say = (agent_id: string) => sendReport(lone, report(TARGET, { agent_id }));
    await say('fra');
    await say('ams');
    expect(await degraded()).toEqual([]);
    const frozen = { code: 'frozen', message: expect.stringMatching(/^1 domain keeps an old answer .*: look/) as string };
    await until(
      async () => {
        await say('fra');
        expect(await degraded()).toMatchObject([frozen]);
      },
      { within: 10 },
    );
    expect(await valueOf('failover_domains', { state: 'frozen' }, lone)).toBe(1);
    expect(await valueOf('failover_degraded', { code: 'frozen' }, lone)).toBe(1);
    await say('ams');
    expect(await degraded()).toEqual([]);
    expect(await valueOf('failover_degraded', { code: 'frozen' }, lone)).toBe(0);
  });
});

test('5,000 domains are scraped whole', { timeout: 120_000 }, async () => {
  const domains = Object.fromEntries(
    Array.from({ length: 5000 }, (_, n) => [`d${n}.failover`, domain([TARGET, { ip: '192.0.2.11', port: 443 }])]),
  );
  const large = await world.master({ domains });
  const times: number[] = [];
  let text = '';
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    ({ text } = await large.get('/metrics'));
    times.push(performance.now() - began);
  }
  console.log(`5,000 domains: ${Math.min(...times).toFixed(0)} ms, ${text.length} bytes`);
  expect(parsed(text).get('failover_target_up')!.series).toHaveLength(10_000);
  expect(text.length).toBeLessThan(3_000_000);
});
