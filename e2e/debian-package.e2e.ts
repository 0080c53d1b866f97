import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { debianArchive, DebianRoot, ok } from './harness/debian.js';
import { addressesOf, dig } from './harness/dig.js';
import { freePort } from './harness/ports.js';
import { capture, Program } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

/** The package in a Debian of its own, without systemd, as root. */
const world = useWorld({ shared: true });
let debian: DebianRoot;
let deb: string;
let before: string[];
const etc = (name: string) => join(debian.path, 'etc/failover-dns', name);

beforeAll(async () => {
  debian = new DebianRoot(world.place('root'));
  const unpack = async () => ok('tar', '-C', debian.path, '-xpf', await debianArchive());
  const build = async () => (deb = (await ok(process.execPath, 'tools/deb.mjs', '--out', world.place('out'))).trim());
  await Promise.all([unpack(), build()]);
  before = await debian.files();
  copyFileSync(deb, join(debian.path, 'tmp/failover-dns.deb'));
  await debian.run('dpkg', '-i', '/tmp/failover-dns.deb');
}, 600_000);

test('holds the programs, units, configs and pages, owned by root, with no way to write for others', async () => {
  const rows = (await ok('dpkg-deb', '--contents', deb)).trim().split('\n');
  for (const row of rows) expect(row).toMatch(/^[-d]rw[-x](r-[-x]r-[-x]|------) root\/root /);
  const paths = rows.map((row) => row.split(/\s+/).at(-1));
  for (const path of [
    './usr/bin/failover',
    './usr/lib/failover-dns/master/main.mjs',
    './usr/lib/failover-dns/agent/main.mjs',
    './usr/lib/systemd/system/failover-master.service',
    './usr/lib/systemd/system/failover-agent.service',
    './usr/share/man/man1/failover.1.gz',
    './usr/share/doc/failover-dns/copyright',
  ])
    expect(paths).toContain(path);
  expect(await debian.run('dpkg-query', '--show', '--showformat=${Conffiles}', 'failover-dns')).toMatch(
    /agent_config\.yaml|config\.yaml/,
  );
});

test('the same commit gives the same bytes, whatever the umask', async () => {
  const again = world.place('again');
  await ok('sh', '-c', `umask 077 && ${process.execPath} tools/deb.mjs --out ${again}`);
  const [first, second] = (await ok('sha256sum', deb, ...globSync(`${again}/*.deb`))).trim().split('\n');
  expect(second!.split(' ')[0]).toBe(first!.split(' ')[0]);
}, 300_000);

test('its commands run, and its configs are in order', async () => {
  const version = (await debian.run('dpkg-query', '--show', '--showformat=${Version}', 'failover-dns')).trim();
  for (const command of ['failover', 'failover-master', 'failover-agent'])
    expect((await debian.run(command, '--version')).trim()).toBe(version);
  expect(await debian.run('failover', 'check', '/etc/failover-dns/config.yaml')).toContain('config.yaml is fine');
});

test('with secrets as its configs show them, root runs the checks that they name', async () => {
  const checked = async (name: string) => {
    const shown = readFileSync(etc(name), 'utf8');
    const text = shown.replace(/^( *)# (?=(?:admin_)?token_file:)/m, '$1');
    expect(text).not.toBe(shown);
    // A master that is not there: the agent had nothing against its config.
    writeFileSync(etc(name), text.replace('http://127.0.0.1:8000', 'http://127.0.0.1:9'));
    const [, command] = /: {2}(failover.*?)(?: {2}|$)/m.exec(text)!;
    const { code, stdout, stderr } = await capture('chroot', [debian.path, 'sh', '-c', command!]);
    return { code, said: stdout + stderr };
  };
  for (const name of ['admin', 'agent']) writeFileSync(etc(`secrets/${name}`), `of-${name}-`.repeat(4), { mode: 0o600 });
  expect(await checked('config.yaml')).toEqual({ code: 0, said: expect.stringContaining('config.yaml is fine') as string });
  expect(await checked('agent_config.yaml')).toEqual({ code: 1, said: expect.stringContaining('ECONNREFUSED') as string });
}, 60_000);

test('master and agent of the package answer with what works, and with the fallback when it does not', async () => {
  const target = await world.target();
  const [dns, api] = [await freePort(), await freePort()];
  const monitor = { mode: 'tcp', targets: [{ ip: target.ip, port: target.port }] };
  const webmail = {
    fallback: '192.0.2.254',
    server: { timeout_sec: 5 },
    monitor,
    agent: { interval_sec: 1, timeout_sec: 1, token: 'secret' },
  };
  mkdirSync(join(debian.path, 'var/lib/failover-dns'), { recursive: true });
  writeFileSync(
    etc('own.yaml'),
    JSON.stringify({
      dns: { listen_ip: '127.0.0.1', listen_port: dns },
      api: { listen_ip: '127.0.0.1', listen_port: api },
      storage: { path: '/var/lib/failover-dns/failover.db' },
      zones: [{ name: 'failover', domains: { webmail } }],
    }),
  );
  const servers = [{ name: 'm', url: `http://127.0.0.1:${api}`, token: 'secret' }];
  writeFileSync(etc('own-agent.yaml'), JSON.stringify({ agent_id: 'a1', allow_networks: ['127.0.0.0/8'], servers }));
  const start = (name: string, file: string) =>
    world.own(Program.run(name, 'chroot', [debian.path, name, '--config', `/etc/failover-dns/${file}`]));
  const programs = [start('failover-master', 'own.yaml'), start('failover-agent', 'own-agent.yaml')];
  const answers = async () => addressesOf(await dig('webmail.failover', 'A', { port: dns }));
  await programs[0]!.ready(async () => (await fetch(`http://127.0.0.1:${api}/health/ready`)).ok, { within: 30 });
  await until(async () => expect(await answers()).toEqual([target.ip]), { within: 30 });
  await target.stop();
  await until(async () => expect(await answers()).toEqual(['192.0.2.254']), { within: 30 });
  for (const program of programs) expect(await program.stop()).toMatchObject({ code: 0 });
  expect(existsSync(join(debian.path, 'var/lib/failover-dns/failover.db'))).toBe(true);
}, 120_000);

test('an upgrade keeps the config; purge leaves no trace', async () => {
  const own = `${readFileSync(etc('config.yaml'), 'utf8')}# mine\n`;
  writeFileSync(etc('config.yaml'), own);
  await debian.run('dpkg', '-i', '/tmp/failover-dns.deb');
  expect(readFileSync(etc('config.yaml'), 'utf8')).toBe(own);
  await debian.run('dpkg', '--remove', 'failover-dns');
  expect(existsSync(etc('config.yaml'))).toBe(true);
  expect(existsSync(join(debian.path, 'usr/lib/failover-dns'))).toBe(false);
  await debian.run('dpkg', '--purge', 'failover-dns');
  const after = await debian.files();
  expect(after.filter((path) => !before.includes(path))).toEqual([]);
  expect(before.filter((path) => !after.includes(path))).toEqual([]);
});

test('is not installed beside a systemd that cannot read its units', async () => {
  const folder = join(debian.path, 'tmp/systemd');
  mkdirSync(join(folder, 'DEBIAN'), { recursive: true });
  // As Ubuntu 22.04 has it.
  const about = ['Package: systemd', 'Version: 249.11-0ubuntu3', 'Architecture: all', 'Maintainer: a <a@b.invalid>'];
  writeFileSync(join(folder, 'DEBIAN/control'), `${about.join('\n')}\nDescription: none\n`);
  await ok('dpkg-deb', '--build', folder, join(debian.path, 'tmp/systemd.deb'));
  await debian.run('dpkg', '-i', '/tmp/systemd.deb');
  const { code, stderr } = await capture('chroot', [debian.path, 'dpkg', '-i', '/tmp/failover-dns.deb']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('failover-dns breaks systemd (<< 251)')]);
});
