import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { connect, getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import type { ConfigStatusDto } from '@failover-dns/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authority, type Issued } from './harness/authority.js';
import { ADMIN, run } from './harness/cli.js';
import { edit } from './harness/config-file.js';
import { addressesOf, dig } from './harness/dig.js';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { Program, ROOT } from './harness/program.js';
import { agentsOf, report } from './harness/reports.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const IP = '127.0.0.1';
const NAME = 'webmail.failover';
const LATE = { within: 30 };
const usual = getCACertificates('default');
let servers: Authority;
let agents: Authority;
let target: Target;
let master: Master;
/** Where the config says that the pair is: a link, as Kubernetes mounts a secret. */
let mounted: string;

/** Puts a pair in place as the kubelet does: a new folder, and a link that is swapped in one step. */
function mount({ cert, key }: Issued): void {
  const folder = join(mounted, `..${process.hrtime.bigint()}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'tls.crt'), readFileSync(cert));
  writeFileSync(join(folder, 'tls.key'), readFileSync(key));
  symlinkSync(folder, join(mounted, '..data_tmp'));
  renameSync(join(mounted, '..data_tmp'), join(mounted, '..data'));
}

/** The certificate that a new connection is shown. */
function shown(options: object = {}): Promise<{ fingerprint: string; protocol: string | null }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ fingerprint: string; protocol: string | null }>();
  const socket = connect({ host: IP, port: master.apiPort, ca: servers.pem, ...options }, () => {
    resolve({ fingerprint: socket.getPeerCertificate().fingerprint256, protocol: socket.getProtocol() });
    socket.destroy();
  });
  socket.on('error', reject);
  return promise;
}

/** A report over a connection that shows a certificate, or none. */
function send(agent: string, token: string, issued?: Issued): Promise<{ status: number; detail?: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; detail?: string }>();
  const pair = issued && { cert: readFileSync(issued.cert), key: readFileSync(issued.key) };
  const headers = { 'content-type': 'application/json', 'x-api-key': token };
  const options = { method: 'POST', host: IP, port: master.apiPort, path: '/api/v1/report', headers, agent: false as const };
  const asked = httpsRequest({ ...options, ca: servers.pem, ...pair }, (reply) => {
    let text = '';
    reply.setEncoding('utf8').on('data', (part: string) => (text += part));
    reply.on('end', () => resolve({ ...(JSON.parse(text) as object), status: reply.statusCode ?? 0 }));
  });
  asked.on('error', reject).end(JSON.stringify(report(target, { agent_id: agent })));
  return promise;
}

const metric = async (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec((await master.get('/metrics')).text)?.[1]);
const isLastReloadFine = async () => (await metric('failover_config_last_reload_successful')) === 1;
const fingerprintOf = async () => (await shown()).fingerprint;

beforeAll(async () => {
  servers = new Authority(world, 'servers');
  agents = new Authority(world, 'agents');
  setDefaultCACertificates([...usual, servers.pem]);
  mounted = world.place('mounted');
  mount(servers.issue('master', { ip: IP }));
  for (const file of ['tls.crt', 'tls.key']) symlinkSync(join('..data', file), join(mounted, file));
  target = await world.target();
  master = await world.master({
    domains: { [NAME]: domain([target]) },
    api: {
      admin_token: ADMIN,
      tls: { cert_file: join(mounted, 'tls.crt'), key_file: join(mounted, 'tls.key'), client_ca_file: agents.file },
    },
    top: {
      agents: [
        { id: 'fra', token: 'fra-token', tags: ['test'], certificate: 'fra-1' },
        { id: 'ams', token: 'ams-token', tags: ['test'] },
      ],
    },
  });
});
afterAll(() => setDefaultCACertificates(usual));

test('the API speaks TLS 1.2 and 1.3, nothing older, and no plain HTTP', async () => {
  expect((await shown()).protocol).toBe('TLSv1.3');
  expect((await shown({ maxVersion: 'TLSv1.2' })).protocol).toBe('TLSv1.2');
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
  await expect(shown(old)).rejects.toMatchObject({ code: expect.stringMatching(/PROTOCOL_VERSION/) as string });
  await expect(fetch(`http://${IP}:${master.apiPort}/health/live`)).rejects.toThrow();
  expect(master.program.output).toContain(`listening on https://${IP}:${master.apiPort}, `);
});

describe('an agent shows who it is', () => {
  test('people need no certificate; an agent without one is told what is missing', async () => {
    expect((await master.get('/api/v1/status')).status).toBe(200);
    expect(await send('ams', 'ams-token')).toMatchObject({
      status: 401,
      detail: 'agents must show a certificate that api.tls.client_ca vouches for: set cert and key of this server',
    });
    expect((await master.get('/api/v1/tasks', { 'x-api-key': 'ams-token' })).status).toBe(401);
    expect((await master.post('/api/v1/reports', { agent_id: 'ams' }, { 'x-api-key': 'ams-token' })).status).toBeOneOf([
      400, 401,
    ]);
  });

  test('one of another authority is refused, with the reason', async () => {
    const foreign = new Authority(world, 'foreign').issue('fra-1');
    expect(await send('fra', 'fra-token', foreign)).toMatchObject({
      status: 401,
      detail: expect.stringContaining('vouches for: ') as string,
    });
    expect(await send('ams', 'ams-token', foreign)).toMatchObject({ status: 401 });
  });

  test('the name must be that of the config, where it has one; the token counts as ever', async () => {
    const [fra, ams] = ['fra-1', 'ams-1'].map((name) => agents.issue(name)) as [Issued, Issued];
    expect(await send('fra', 'fra-token', ams)).toMatchObject({
      status: 403,
      detail: 'fra must show a certificate with the name fra-1 in CN or SAN, and this one has another',
    });
    expect(await send('ams', 'wrong', ams)).toMatchObject({ status: 403 });
    expect(await send('ams', 'ams-token', ams)).toMatchObject({ status: 200 });
    expect(await send('fra', 'fra-token', fra)).toMatchObject({ status: 200 });
  });

  test('real agents: the one with its certificate checks and reports, the one without says why not', async () => {
    const own = agents.issue('fra-1');
    const server = { name: 'master', url: master.url, ca_file: servers.file };
    const shows = { cert_file: own.cert, key_file: own.key };
    world.agent('fra', [], { config: { servers: [{ ...server, ...shows, token: 'fra-token', tags: ['test'] }] } });
    const other = world.agent('ams', [], { config: { servers: [{ ...server, token: 'ams-token', tags: ['test'] }] } });
    await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), LATE);
    await until(async () => expect(await agentsOf(master, NAME)).toContain('fra'), LATE);
    await other.prints(/401/, LATE);
  });
});

describe('renewal', () => {
  test('new files count for new connections; open ones go on', async () => {
    const open = connect({ host: IP, port: master.apiPort, ca: servers.pem });
    await new Promise((done) => open.once('secureConnect', done));
    const [before, expiry] = [await fingerprintOf(), await metric('failover_api_certificate_expiry_timestamp_seconds')];
    mount(servers.issue('master', { ip: IP, days: 60 }));
    await until(async () => expect(await fingerprintOf()).not.toBe(before), LATE);
    await until(
      async () => expect(await metric('failover_api_certificate_expiry_timestamp_seconds')).toBeGreaterThan(expiry + 86_400),
      LATE,
    );
    expect(await reply(open, '/health/live')).toContain('200 OK');
  });

  test('a certificate that is about to expire is in force, with a warning', async () => {
    const warned = () => master.program.output.split('expected one that is valid for 14 days or more').length;
    const before = warned();
    mount(servers.issue('master', { ip: IP, days: 3 }));
    await until(() => expect(warned()).toBeGreaterThan(before), LATE);
    const isDegraded = async () => (await master.get('/health/ready')).text.includes('certificate_expiring');
    await until(isDegraded, LATE);
    mount(servers.issue('master', { ip: IP }));
    await until(async () => expect(await isDegraded()).toBe(false), LATE);
  });

  test('a broken pair leaves the old one in force, until it is mended', async () => {
    await until(isLastReloadFine, LATE);
    const before = await fingerprintOf();
    const [one, two] = [servers.issue('master', { ip: IP }), servers.issue('master', { ip: IP })];
    mount({ cert: one.cert, key: two.key });
    await until(async () => expect(await isLastReloadFine()).toBe(false), LATE);
    expect(await fingerprintOf()).toBe(before);
    const { body } = await master.get<ConfigStatusDto>('/api/v1/config');
    expect(JSON.stringify(body.last_reload?.faults)).toContain('the key of another certificate');
    expect(master.program.output).toContain('api.tls.key_file: found the key of another certificate');
    mount({ cert: two.cert, key: two.key });
    await until(async () => expect(await fingerprintOf()).not.toBe(before), LATE);
    expect(await isLastReloadFine()).toBe(true);
    expect(master.program.output).not.toContain('PRIVATE KEY');
  });
});

test('failover asks it with --ca-file, and says so without', async () => {
  const args = ['status', '--json'];
  const known = await run(['--ca-file', servers.file, ...args], { master });
  expect([known.code, known.stderr]).toEqual([0, '']);
  expect(known.stdout).toContain(NAME);
  expect((await run(args, { master, env: { FAILOVER_CA_FILE: servers.file } })).code).toBe(0);
  const unknown = await run(args, { master });
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('--ca-file FILE')]);
});

test('TLS goes and comes by a reload', async () => {
  let kept: unknown;
  edit(master.file, (config) => {
    kept = config.api.tls;
    delete config.api.tls;
    for (const agent of config.agents ?? []) delete agent.certificate;
  });
  const plain = () => fetch(`http://${IP}:${master.apiPort}/health/ready`).then(({ status }) => status);
  await until(async () => expect(await plain()).toBe(200), LATE);
  edit(master.file, (config) => (config.api.tls = kept));
  await until(async () => expect((await shown()).protocol).toBe('TLSv1.3'), LATE);
});

test('a certificate that does not hold yet or any more keeps no DNS from being served, and is complained of until it is renewed', async () => {
  const folder = join(ROOT, 'apps/master/src/config/testdata/tls');
  const pair = (cert: string) => ({ cert_file: join(folder, cert), key_file: join(folder, 'key.pem') });
  const [dnsPort, port] = [await freePort(), await freePort()];
  const config = {
    dns: { listen_ip: IP, listen_port: dnsPort },
    api: { listen_port: port, tls: pair('expired.pem') },
    zones: [{ name: 'failover', domains: { [NAME]: domain([target]) } }],
  };
  const file = world.file('expired.yaml', JSON.stringify(config));
  const program = world.own(Program.node('master', 'apps/master/dist/main.js', ['--config', file]));
  const complaints = (when: string) => program.output.split(`the API's certificate in ${join(folder, when)}`).length - 1;
  await until(() => expect(program.output).toContain(`listening on https://${IP}:${port}`), LATE);
  expect(complaints('expired.pem expired on 2020-02-01, so agents and people refuse it')).toBe(1);
  expect(program.output).toContain('found a certificate that expired on 2020-02-01');
  const answered = async () => addressesOf(await dig(NAME, 'A', { port: dnsPort }));
  await until(async () => expect(await answered()).toHaveLength(1), LATE);
  await until(async () => expect(await degradedAt(port)).toContain('certificate_invalid'), LATE);

  edit(file, ({ api }) => (api.tls = pair('cert.pem')));
  await until(async () => expect(await degradedAt(port)).not.toContain('certificate_invalid'), LATE);
  edit(file, ({ api }) => (api.tls = pair('future.pem')));
  await until(async () => expect(await degradedAt(port)).toContain('certificate_invalid'), LATE);
  expect(complaints('future.pem is not valid before 2125-01-01')).toBe(1);
  expect(await answered()).toHaveLength(1);
});

/** The codes of `degraded`, asked by somebody who does not look at the certificate. */
function degradedAt(port: number): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  const asked = httpsRequest({ host: IP, port, path: '/health/ready', agent: false, rejectUnauthorized: false }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => (text += part));
    response.on('end', () => resolve((JSON.parse(text) as { degraded: { code: string }[] }).degraded.map(({ code }) => code)));
  });
  asked.on('error', reject).end();
  return promise;
}

/** What comes for one request on an open connection. */
function reply(socket: TLSSocket, path: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  socket.on('data', (part: Buffer) => (text += part.toString())).on('close', () => resolve(text));
  socket.on('error', reject).write(`GET ${path} HTTP/1.1\r\nHost: master\r\nConnection: close\r\n\r\n`);
  return promise;
}
