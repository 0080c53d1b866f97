import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { edit } from './harness/config-file.js';
import { type Master } from './harness/master.js';
import { capture, ROOT } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

/** What each bundle is called as. */
const COMMANDS = { 'failover-master': 'master', 'failover-agent': 'agent', failover: 'cli' };
/** The bundles, in a folder that has no node_modules above it. */
const world = useWorld({ shared: true });
let place: string;
let master: Master;

beforeAll(async () => {
  place = world.place('bundle');
  for (const app of ['master', 'agent', 'cli']) cpSync(join(ROOT, 'dist/bundle', app), join(place, app), { recursive: true });
  const targets = await world.targets(2);
  master = await world.master({ domains: { 'web.failover': domain(targets) }, script: join(place, 'master/main.mjs') });
  world.agent('a1', [master], { script: join(place, 'agent/main.mjs') });
  await until(async () => expect(await master.addresses('web.failover')).toHaveLength(2), { within: 30 });
}, 180_000);

const failover = (...args: string[]) => capture(join(place, 'cli/main.mjs'), args, { env: { FAILOVER_URL: master.url } });

test('a bundled master serves its documentation and metrics, and names things as the one that is not bundled', async () => {
  const plain = await world.master({ domains: { 'web.failover': domain([{ ip: '192.0.2.1', port: 80 }]) } });
  const document = async (one: Master) => (await one.get('/docs/openapi.json')).body;
  expect(await document(master)).toEqual(await document(plain));
  expect((await master.get('/docs')).text).toContain('swagger-ui');
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png'])
    expect((await master.get(`/docs/${name}`)).status, name).toBe(200);
  expect((await master.get('/')).status).toBe(200);
  expect((await master.get('/')).text).toBe((await plain.get('/')).text);
  const names = (text: string) => [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name).sort();
  expect(names((await master.get('/metrics')).text)).toEqual(names((await plain.get('/metrics')).text));
  const refused = await master.post<{ detail: string }>('/api/v1/report', { agent_id: 1 });
  expect(refused.status).toBe(400);
  expect(refused.body).toEqual((await plain.post('/api/v1/report', { agent_id: 1 })).body);
}, 120_000);

test('it reloads a changed file, keeps its state over a restart, and its command line asks it', async () => {
  edit(master.file, ({ zones }) => void (zones[0]!.domains['web.failover']!.ttl = 77));
  await until(async () => expect((await master.dig('web.failover')).answers[0]).toContain(' 77 IN A '), { within: 30 });
  const before = await master.addresses('web.failover');
  const status = await failover('status');
  expect(status.stdout, status.stderr).toContain('web.failover');
  expect((await failover('check', master.file)).stdout).toContain('is fine: 1 zone, 1 domain');
  // Without its agent, only the state can tell.
  await world.find('agent a1').stop();
  await master.restart();
  expect(await master.addresses('web.failover')).toEqual(before);
}, 120_000);

test('packed by npm, they are installed without a network, with a command each, and the master has its page', async () => {
  const home = world.place('npm');
  mkdirSync(home, { recursive: true });
  const npm = async (cwd: string, ...args: string[]) => {
    const { code, stdout, stderr } = await capture('npm', args, { cwd });
    expect(code, stdout + stderr).toBe(0);
    return stdout.trim();
  };
  const bundles = Object.values(COMMANDS).map((app) => `./dist/bundle/${app}`);
  const files = (await npm(ROOT, 'pack', '--silent', '--pack-destination', home, ...bundles)).split('\n');
  await npm(home, 'install', '--offline', '--prefix', '.', ...files.map((file) => `./${file}`));
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  for (const command of Object.keys(COMMANDS))
    expect(await npm(home, 'exec', '--offline', '--', command, '--version')).toBe(version);
  const domains = { 'web.failover': domain([{ ip: '192.0.2.1', port: 80 }]) };
  const packed = await world.master({ domains, script: join(home, 'node_modules/@failover-dns/master/main.mjs') });
  expect((await packed.get('/')).text).toBe((await master.get('/')).text);
  expect((await packed.get('/')).text).toContain('<script type="module"');
}, 120_000);

test('what is loaded on demand is in it', async () => {
  const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const domains = { 'web.failover': domain([{ ip: '192.0.2.1', port: 80 }]) };
  const traced = await world.master({ domains, env, script: join(place, 'master/main.mjs') });
  expect(await traced.addresses('web.failover')).toEqual(['192.0.2.254']);
  expect(traced.program.stderr).not.toContain('ERR_MODULE_NOT_FOUND');
}, 60_000);
