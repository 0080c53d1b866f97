import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authority } from './harness/authority.js';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { capture, Program, ROOT } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const PLACE = resolve(ROOT, 'deploy/prometheus');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const TARGET = { ip: '192.0.2.10', port: 443 };
const usual = getCACertificates('default');
let master: Master;
/** A master whose API has a certificate of ten days. */
let safe: Master;
let url: string;

interface Rule {
  name: string;
  query: string;
  state: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  alerts: { state: string; annotations: Record<string, string> }[];
}
interface Panel {
  title: string;
  type: string;
  targets?: { expr: string }[];
}

const api = async <Data>(path: string): Promise<Data> => {
  const response = await fetch(`${url}/api/v1/${path}`, { signal: AbortSignal.timeout(5000) });
  const { status, data, error } = (await response.json()) as { status: string; data: Data; error?: string };
  expect(status, error).toBe('success');
  return data;
};
const rules = async () => (await api<{ groups: { rules: Rule[] }[] }>('rules')).groups.flatMap((group) => group.rules);
/** How many series a query has. */
const results = async (query: string) =>
  (await api<{ result: unknown[] }>(`query?query=${encodeURIComponent(query)}`)).result.length;

/** A real Prometheus with the files of deploy/, that asks a master and an agent of this test, every half second. */
beforeAll(async () => {
  const [one] = await world.targets(1);
  master = await world.master({
    domains: {
      'webmail.failover': domain([TARGET]),
      'www.failover': domain([one!, { ...TARGET, disabled: true }]),
    },
    top: {
      agents: [{ id: 'fra', token: 'key-of-fra', tags: ['test'] }],
      webhooks: [{ name: 'chat', url: 'http://127.0.0.1:9/', secret: 'a-secret-of-some-length-for-webhooks' }],
    },
  });
  const health = await freePort();
  world.agent('fra', [master], { token: 'key-of-fra', config: { health: { listen_ip: '127.0.0.1', listen_port: health } } });
  await sendReport(master, report(TARGET, { agent_id: 'fra', status: 'fail', reason: 'refused' }), 'key-of-fra');
  const authority = new Authority(world, 'servers');
  setDefaultCACertificates([...usual, authority.pem]);
  const { cert, key } = authority.issue('safe', { days: 10, ip: '127.0.0.1' });
  safe = await world.master({
    domains: { 'safe.failover': domain([TARGET]) },
    api: { tls: { cert_file: cert, key_file: key } },
  });
  const config = read('deploy/prometheus/prometheus.yml')
    .replace(/'192\.0\.2\.1:8000', '198\.51\.100\.1:8000'/, `'127.0.0.1:${master.apiPort}'`)
    .replace(/'192\.0\.2\.21:8001', '198\.51\.100\.21:8001'/, `'127.0.0.1:${health}'`)
    .replaceAll('15s', '500ms')
    .replace(
      'scrape_configs:',
      `scrape_configs:
  - job_name: failover-master-tls
    scheme: https
    tls_config: { ca_file: ${authority.file} }
    static_configs: [{ targets: ['127.0.0.1:${safe.apiPort}'] }]`,
    )
    .replace('failover.rules.yml', resolve(PLACE, 'failover.rules.yml'));
  expect(config).not.toContain('192.0.2.1:');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const place = world.place('prometheus');
  const file = world.file('prometheus/prometheus.yml', config);
  const options = [`--config.file=${file}`, `--storage.tsdb.path=${place}`, `--web.listen-address=127.0.0.1:${port}`];
  const prometheus = world.own(Program.run('prometheus', 'prometheus', [...options, '--log.level=warn'], { cwd: place }));
  await prometheus.ready(async () => (await fetch(`${url}/-/ready`)).ok, { within: 30 });
  await until(async () => expect(await results('up == 1')).toBe(3), { within: 30 });
});
afterAll(() => setDefaultCACertificates(usual));

test('promtool finds the config and the rules in order, and each alert fires when its test says, and no other', async () => {
  for (const args of [
    ['check', 'config', resolve(PLACE, 'prometheus.yml')],
    ['test', 'rules', resolve(PLACE, 'failover.rules.test.yml')],
  ]) {
    const { code, stdout, stderr } = await capture('promtool', args);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('SUCCESS');
  }
  const tested = new Set(
    [...read('deploy/prometheus/failover.rules.test.yml').matchAll(/alertname="(\w+)"/g)].map(([, name]) => name),
  );
  expect([...tested].sort()).toEqual((await rules()).map(({ name }) => name).sort());
});

test('each alert is in the runbook, with what to look at or to do, and says where', async () => {
  const page = read('docs/operations.md');
  for (const { name, labels, annotations } of await rules()) {
    expect(annotations.runbook, name).toBe(`docs/operations.md#${name.toLowerCase()}`);
    expect(annotations.summary, name).toMatch(/\S/);
    expect(['critical', 'warning', 'info'], name).toContain(labels.severity);
    const [, text = ''] = page.split(`#### ${name}\n`);
    expect(text.split('\n#')[0], name).toMatch(/\*\*Do\*\*|\*\*Look at\*\*|as above|see \[|only its/i);
  }
  const headings = [...page.matchAll(/^#### (\w+)$/gm)].map(([, name]) => name);
  expect(headings.sort()).toEqual((await rules()).map(({ name }) => name).sort());
});

test('every metric and label of rules and dashboard is exposed by a real master or agent', async () => {
  const dashboard = JSON.parse(read('deploy/grafana/failover.json')) as {
    panels: Panel[];
    annotations: { list: { expr: string }[] };
  };
  const queries = [
    ...(await rules()).map(({ query }) => query),
    ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...dashboard.annotations.list.map(({ expr }) => expr),
  ];
  expect(queries.length).toBeGreaterThan(60);
  const missing: string[] = [];
  for (const [, metric, selector = ''] of queries.join('\n').matchAll(/\b((?:failover|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)) {
    const labels = [...selector.matchAll(/(\w+)(=~?|!~)"([^"]*)"/g)].flatMap(([, label, sign, value]) =>
      sign === '!~'
        ? []
        : value!.startsWith('$') || value!.includes('.*')
          ? [`${label}!=""`]
          : value!.split('|').map((one) => `${label}="${one}"`),
    );
    for (const label of labels.length > 0 ? labels : ['job!=""'])
      if ((await results(`${metric}{${label}}`)) === 0) missing.push(`${metric}{${label}}`);
  }
  expect(missing).toEqual([]);
});

test('every panel of the dashboard shows something', async () => {
  const { panels } = JSON.parse(read('deploy/grafana/failover.json')) as { panels: Panel[] };
  await master.dig('www.failover');
  const shown = (expr: string) => expr.replaceAll('$instance', '.*').replaceAll('$domain', '.*').replaceAll('[5m]', '[10s]');
  for (const { title, type, targets = [] } of panels.filter((panel) => panel.type !== 'row'))
    for (const { expr } of targets)
      await until(async () => expect(await results(shown(expr)), `${type} "${title}": ${expr}`).toBeGreaterThan(0), {
        within: 20,
      });
});

test('a certificate that ends soon is an alert that says when', async () => {
  const ends = async () => (await rules()).find(({ name }) => name === 'FailoverCertificateExpires')!;
  await until(async () => expect((await ends()).state).toBe('firing'), { within: 20 });
  expect((await ends()).alerts.map(({ annotations }) => annotations.summary)).toEqual([
    expect.stringMatching(`^The certificate of master 127.0.0.1:${safe.apiPort} expires in 9d 23h`),
  ]);
});

test('a refused config is an alert in Prometheus, in words, until it is mended', async () => {
  const stateOf = async (name: string) => (await rules()).find((rule) => rule.name === name)!;
  const good = readFileSync(master.file, 'utf8');
  expect((await stateOf('FailoverConfigRefused')).state).toBe('inactive');
  writeFileSync(master.file, good.replace('"zones"', '"zoness"'));
  await until(async () => expect((await stateOf('FailoverConfigRefused')).state).toBe('firing'), { within: 20 });
  const { alerts } = await stateOf('FailoverConfigRefused');
  expect(alerts[0]!.annotations.summary).toBe(`127.0.0.1:${master.apiPort} refused its config`);
  // Its time is not over yet.
  const fallback = await stateOf('FailoverFallbackServed');
  expect(fallback.alerts.map(({ annotations }) => annotations.summary)).toContain('webmail.failover answers its fallback');
  expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]);
  writeFileSync(master.file, good);
  await until(async () => expect((await stateOf('FailoverConfigRefused')).state).toBe('inactive'), { within: 20 });
});
