import { Ajv } from 'ajv';
import { beforeAll, expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { report, sendReport } from './harness/reports.js';
import { type Master } from './harness/master.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const TARGET = { ip: '192.0.2.10', port: 443 };
let master: Master;

beforeAll(async () => {
  master = await world.master({ domains: { 'webmail.failover': domain([TARGET]) }, api: { admin_token: ADMIN } });
  await sendReport(master, report(TARGET));
  await master.dig('webmail.failover');
});

test('/docs is served whole by the master itself', async () => {
  const page = await master.get('/docs');
  expect(page.status).toBe(200);
  expect(page.type).toContain('text/html');
  expect(page.text).not.toMatch(/(src|href)=["'](https?:)?\/\//);
  const assets = [...page.text.matchAll(/(?:src|href)=["']([^"']+\.(?:js|css|png))["']/g)].map(([, path]) => path!);
  expect(assets.length).toBeGreaterThan(2);
  for (const asset of assets) {
    const { pathname } = new URL(asset, `${master.url}/docs`);
    expect((await master.get(pathname)).status, pathname).toBe(200);
  }
});

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown>; summary?: string }>>;
}

test('/docs/openapi.json lists every route with its errors', async () => {
  const { status, body } = await master.get<OpenApi>('/docs/openapi.json');
  expect(status).toBe(200);
  expect(body.openapi).toMatch(/^3\./);
  const routes = Object.entries(body.paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path}`));
  expect(routes).toEqual(
    expect.arrayContaining([
      'get /api/v1/tasks',
      'post /api/v1/report',
      'post /api/v1/reports',
      'get /api/v1/status',
      'get /api/v1/status/{domain}',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
    ]),
  );
  expect(Object.keys(body.paths['/api/v1/report']?.post?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '400', '403', '404', '422']),
  );
  for (const verbs of Object.values(body.paths))
    for (const operation of Object.values(verbs)) expect(operation.summary).toMatch(/\S/);
});

test('/health/live and /health/ready', async () => {
  expect(await master.get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await master.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('/metrics is Prometheus text, every name with our prefix, a help and a sound ending', async () => {
  const page = await master.get('/metrics');
  expect(page.status).toBe(200);
  expect(page.type).toMatch(/^text\/plain; version=0\.0\.4/);
  const types = [...page.text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => ({ name: name!, type: type! }));
  const ours = types.filter(({ name }) => name.startsWith('failover_'));
  expect(ours.length).toBeGreaterThan(3);
  for (const { name, type } of types) {
    expect(name).toMatch(/^(failover|process|nodejs)_[a-z0-9_]+$/);
    expect(page.text).toContain(`# HELP ${name} `);
    if (type === 'counter') expect(name).toMatch(/_total$/);
  }
});

test('replies are as the document has them, be it null or not', async () => {
  const { body: document } = await master.get<Described>('/docs/openapi.json');
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const wrong = async (method: 'GET' | 'POST', path: string, body: object = {}): Promise<string[]> => {
    const address = path.replace('{domain}', 'webmail.failover');
    const reply = await (method === 'GET' ? master.get(address, AUTH) : master.post(address, body, AUTH));
    const { schema } = document.paths[path]?.[method.toLowerCase()]?.responses['200']?.content?.['application/json'] ?? {};
    if (reply.status !== 200 || schema === undefined) return [`${method} ${path}: ${reply.status}, ${JSON.stringify(schema)}`];
    const fits = ajv.compile({ ...schema, components: document.components });
    return fits(reply.body) ? [] : [`${method} ${path}: ${ajv.errorsText(fits.errors)}`];
  };
  const read = Object.entries(document.paths).filter(
    ([path, { get }]) => JSON.stringify(get ?? '').includes('application/json') && !path.includes('tasks'),
  );
  expect(read.length).toBeGreaterThan(15);
  const before = await Promise.all(read.map(([path]) => wrong('GET', path)));
  const other = JSON.stringify({ zones: [{ name: 'other', domains: { 'x.other': domain([TARGET]) } }] });
  const asked = [
    await wrong('POST', '/api/v1/simulate', { config: other, all: true }),
    await wrong('POST', '/api/v1/config/plan', { config: other }),
    await wrong('POST', '/api/v1/config/reload'),
  ];
  const after = await Promise.all(read.map(([path]) => wrong('GET', path)));
  expect([...before, ...asked, ...after].flat()).toEqual([]);
});

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema?: object }> }> }>>;
  components: object;
}

test('browsers are told to take nothing from elsewhere, to run no inline script but on /docs, and to be framed by nobody', async () => {
  for (const path of ['/api/v1/status', '/api/v1/nothing', '/health/live', '/metrics']) {
    const { headers } = await master.get(path);
    expect(headers.get('content-security-policy'), path).toMatch(
      /default-src 'none';.*script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(headers.get('content-security-policy'), path).not.toContain('unsafe-inline');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('access-control-allow-origin'), path).toBeNull();
  }
  expect((await master.get('/docs')).headers.get('content-security-policy')).toContain("script-src 'self' 'unsafe-inline'");
});
