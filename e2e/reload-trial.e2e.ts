import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConfigStatusDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { edit } from './harness/config-file.js';
import { dig } from './harness/dig.js';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { Receiver } from './harness/receiver.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const OTHER = '192.0.2.253';
type Target = { ip: string; port: number };

async function aMaster() {
  const domains = { [NAME]: domain([{ ip: '192.0.2.10', port: 443 }]) };
  const master = await world.master({ domains, api: { admin_token: ADMIN } });
  const text = readFileSync(master.file, 'utf8');
  const apply = (config: string, seconds?: number) =>
    master.post<{ detail: string }>('/api/v1/config/apply', { config, confirm_within_sec: seconds }, AUTH);
  return { master, text, changed: text.replaceAll(FALLBACK, OTHER), apply };
}

const confirm = (master: Master) => master.post('/api/v1/config/confirm', '{}', AUTH);
const left = (master: Master) => readdirSync(dirname(master.file)).filter((name) => /candidate|trial/.test(name));
/** A socket on a UDP port, as soon as the port is free. */
async function taken(port: number) {
  for (let tries = 0; ; tries++) {
    const socket = createSocket('udp4');
    const bound = await once(socket.bind(port, '127.0.0.1'), 'listening').catch((error: Error) => error);
    if (!(bound instanceof Error)) return socket;
    if (tries === 100) throw bound;
    await new Promise((done) => setTimeout(done, 40));
  }
}
const status = async (master: Master) => (await master.get<ConfigStatusDto>('/api/v1/config')).body;

test('what is not confirmed goes back by itself, and the file was never written', async () => {
  const { master, text, changed, apply } = await aMaster();
  expect((await apply(changed, 2)).status).toBe(200);
  expect(await master.addresses(NAME)).toEqual([OTHER]);
  expect((await status(master)).confirm_until).toMatch(/^2/);
  expect(readFileSync(master.file, 'utf8')).toBe(text);
  const took = await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 10 });
  expect(took).toBeGreaterThan(1);
  expect([(await status(master)).confirm_until, (await confirm(master)).status]).toEqual([null, 404]);
  await until(() => expect(left(master)).toEqual([]), { within: 10 });
});

test('what is confirmed stays, over a restart too; the file keeps its mode', async () => {
  const { master, changed, apply } = await aMaster();
  chmodSync(master.file, 0o640);
  await until(async () => expect((await status(master)).last_reload?.by).toBe('a change of the file'), { within: 10 });
  await apply(changed, 3);
  expect((await confirm(master)).status).toBe(204);
  expect([readFileSync(master.file, 'utf8'), statSync(master.file).mode & 0o777, left(master)]).toEqual([changed, 0o640, []]);
  await new Promise((done) => setTimeout(done, 3500));
  expect(await master.addresses(NAME)).toEqual([OTHER]);
  await master.restart();
  expect(await master.addresses(NAME)).toEqual([OTHER]);
});

test('a broken config changes nothing, not even a trial that is on; a reload ends one', async () => {
  const { master, changed, apply } = await aMaster();
  const broken = await apply(changed.replace('"any"', '"anny"'));
  expect([broken.status, broken.body.detail, left(master)]).toEqual([422, expect.stringContaining('did you mean "any"?'), []]);
  expect((await status(master)).last_reload).toBeNull();
  await apply(changed, 60);
  expect((await apply('nonsense: 1', 60)).status).toBe(422);
  expect(await master.addresses(NAME)).toEqual([OTHER]);
  edit(master.file, (config) => (config.zones[0]!.domains[NAME]!.fallback = ['192.0.2.252']));
  await until(async () => expect(await master.addresses(NAME)).toEqual(['192.0.2.252']), { within: 10 });
  expect([(await confirm(master)).status, left(master)]).toEqual([404, []]);
});

test('whoever locked himself out is let in again', async () => {
  const { master, text, apply } = await aMaster();
  await apply(text.replace(ADMIN, 'a-token-that-nobody-knows'), 2);
  expect((await confirm(master)).status).toBe(403);
  await until(async () => expect((await confirm(master)).status).toBe(404), { within: 10 });
});

test('a config of before that cannot come back is said, and comes back as soon as it can', async () => {
  const { master, text, apply } = await aMaster();
  const other = await freePort();
  const moved = text.replace(`"listen_port": ${master.dnsPort}`, `"listen_port": ${other}`);
  expect(moved).not.toBe(text);
  expect((await apply(moved, 6)).status).toBe(200);
  const socket = await taken(master.dnsPort);
  await until(() => expect(master.program.output).toContain('not reloaded by the end of a trial without confirmation'), {
    within: 15,
  });
  expect((await dig(NAME, 'A', { port: other })).status).toBe('NOERROR');
  expect((await status(master)).confirm_until).not.toBeNull();
  await new Promise<void>((done) => socket.close(done));
  await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 15 });
  expect((await status(master)).confirm_until).toBeNull();
});

test('a file with faults stays an alarm, whatever is tried and taken back meanwhile; written by a confirmation, it is none', async () => {
  const { master, text, changed, apply } = await aMaster();
  const alarm = async () => {
    const { body } = await master.get<{ degraded: { code: string }[] }>('/api/v1/status');
    const { text: metrics } = await master.get('/metrics');
    const success = /^failover_config_last_reload_successful (\d)/m.exec(metrics)?.[1];
    return [body.degraded.some(({ code }) => code === 'config_refused'), success];
  };
  writeFileSync(master.file, `{"bogus": 1, ${text.slice(1)}`);
  await until(async () => expect(await alarm()).toEqual([true, '0']), { within: 10 });
  expect((await apply(changed, 60)).status).toBe(200);
  expect(await alarm()).toEqual([true, '0']);
  expect((await master.post('/api/v1/config/rollback', '{}', AUTH)).status).toBe(200);
  expect(await alarm()).toEqual([true, '0']);
  expect((await apply(changed, 60)).status).toBe(200);
  expect((await confirm(master)).status).toBe(204);
  expect(await alarm()).toEqual([false, '1']);
});

test('what a trial leaves out goes on where it was: domains with their votes, webhooks with what they have not delivered', async () => {
  const receiver = await Receiver.start(world);
  const [one, two] = [10, 11].map((n) => ({ ip: `192.0.2.${n}`, port: 443 })) as [Target, Target];
  const master = await world.master({
    domains: { [NAME]: domain([one, two]), 'www.failover': domain([one]) },
    api: { admin_token: ADMIN },
    top: { webhooks: [{ name: 'ops', url: receiver.url }] },
  });
  const text = readFileSync(master.file, 'utf8');
  const config = JSON.parse(text) as { webhooks?: unknown; zones: { domains: Record<string, unknown> }[] };
  config.webhooks = [];
  config.zones[0]!.domains = { [NAME]: domain([one]) };
  const apply = () => master.post('/api/v1/config/apply', { config: JSON.stringify(config), confirm_within_sec: 60 }, AUTH);
  const say = (target: Target, name = NAME) => sendReport(master, report(target, { domain: name }));
  const answers = async () => [await master.addresses(NAME), await master.addresses('www.failover')];
  const known = [[one.ip, two.ip], [one.ip]];

  await receiver.stop();
  for (const target of [one, two]) await say(target);
  await say(one, 'www.failover');
  expect(await answers()).toEqual(known);
  expect((await apply()).status).toBe(200);
  expect(await answers()).toEqual([[one.ip], []]);
  await receiver.back();
  expect((await master.post('/api/v1/config/rollback', '{}', AUTH)).status).toBe(200);
  expect(await answers()).toEqual(known);
  await until(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(3), { within: 15 });
  expect(master.program.output).toMatch(/ops: is no webhook of the config any more; \d that were not delivered wait/);

  await apply();
  await new Promise((done) => setTimeout(done, 1500));
  await master.restart('SIGKILL');
  expect((await answers())[1]).toEqual([one.ip]);
});

test('a master that was killed in the middle of a trial leaves nothing of it, nor of files that it would have made', async () => {
  const { master, text } = await aMaster();
  const folder = join(dirname(master.file), `zones-${master.apiPort}.d`);
  mkdirSync(folder);
  const config = JSON.stringify({ include: [`zones-${master.apiPort}.d/*.yaml`], ...(JSON.parse(text) as object) });
  writeFileSync(master.file, config);
  expect((await master.post('/api/v1/config/reload', '{}', AUTH)).status).toBe(200);
  const path = `zones-${master.apiPort}.d/new.yaml`;
  const zone = 'zones: [{ name: new.example, ns: ns1.example }]';
  const sent = { config, files: [{ path, text: zone }], confirm_within_sec: 60 };
  expect((await master.post('/api/v1/config/apply', sent, AUTH)).status).toBe(200);
  const trials = ['candidate', 'trial'].map((what) => join(folder, `.new.yaml.${what}`));
  expect(trials.map((file) => existsSync(file))).toEqual([false, true]);
  await master.restart('SIGKILL');
  await until(() => expect(readdirSync(folder)).toEqual([]), { within: 10 });
});
