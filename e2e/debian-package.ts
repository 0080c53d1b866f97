import { copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { capture, Program } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

/** A Debian of its own, made by mmdebstrap from the sources of this machine, with systemd: needs root. */
const world = useWorld({ shared: true });
const WITH = 'libstdc++6,systemd,systemd-sysv,dbus,iputils-ping';
let home: string;
let root: string;
let deb: string;
let before: string[];

const ok = async (command: string, ...args: string[]) => {
  const { code, stdout, stderr } = await capture(command, args, {
    env: { NODE_EXTRA_CA_CERTS: '', DEBIAN_FRONTEND: 'noninteractive' },
  });
  expect(code, `${command} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
};
const inside = (...args: string[]) => ok('chroot', root, ...args);

/** Every path of the system, but what dpkg and programs that log note down. */
const files = async () =>
  (await ok('find', root, '-xdev', '-printf', '%P\n'))
    .split('\n')
    .filter(
      (path) =>
        !/^(tmp|run|var\/(lib\/dpkg|log|cache|tmp|lib\/(systemd|dbus))|etc\/(machine-id|hostname|resolv.conf|\.))/.test(path),
    )
    .sort();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'failover-dns-deb-'));
  root = join(home, 'root');
  const sources = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'].find((path) => existsSync(path))!;
  const release = /VERSION_CODENAME=(\w+)/.exec(readFileSync('/etc/os-release', 'utf8'))![1]!;
  await Promise.all([
    ok('mmdebstrap', '--quiet', '--variant=minbase', `--include=${WITH}`, release, root, sources),
    (async () => {
      deb = (await ok(process.execPath, 'tools/deb.mjs', '--out', home)).trim();
    })(),
  ]);
  before = await files();
  copyFileSync(deb, join(root, 'tmp/failover-dns.deb'));
  await inside('dpkg', '-i', '/tmp/failover-dns.deb');
}, 600_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

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
  expect(await inside('dpkg-query', '--show', '--showformat=${Conffiles}', 'failover-dns')).toMatch(
    /agent_config\.yaml|config\.yaml/,
  );
});

test('the same commit gives the same bytes, whatever the umask', async () => {
  const again = join(home, 'again');
  await ok('sh', '-c', `umask 077 && ${process.execPath} tools/deb.mjs --out ${again}`);
  const [first, second] = (await ok('sha256sum', deb, ...globSync(`${again}/*.deb`))).trim().split('\n');
  expect(second!.split(' ')[0]).toBe(first!.split(' ')[0]);
}, 300_000);

test('its commands run, its configs are in order, nothing was started or enabled', async () => {
  const version = (await inside('dpkg-query', '--show', '--showformat=${Version}', 'failover-dns')).trim();
  for (const command of ['failover', 'failover-master', 'failover-agent'])
    expect((await inside(command, '--version')).trim()).toBe(version);
  expect(await inside('failover', 'check', '/etc/failover-dns/config.yaml')).toContain('config.yaml is fine');
  expect((await capture('chroot', [root, 'systemctl', 'is-enabled', 'failover-master'])).stdout).toBe('disabled\n');
});

const CONFIG = `
dns: { listen_ip: 127.0.0.1, listen_port: 53 }
api: { listen_ip: 127.0.0.1, listen_port: 8000, admin_token_file: "\${CREDENTIALS_DIRECTORY}/secrets_admin" }
storage: { path: /var/lib/failover-dns/failover.db }
zones:
  - name: failover
    domains:
      webmail:
        fallback: 192.0.2.254
        ttl: 5
        server: { timeout_sec: 5 }
        monitor: { mode: icmp, targets: [{ ip: 127.0.0.1 }] }
        agent: { interval_sec: 1, timeout_sec: 1 }
`;

test('under systemd: ready when it serves, on port 53, pinging, as nobody; reloads; the watchdog is fed', async () => {
  const etc = (name: string, text: string) => writeFileSync(join(root, 'etc/failover-dns', name), text, { mode: 0o644 });
  etc('config.yaml', CONFIG);
  etc('secrets/admin', 'a-token-of-an-operator');
  etc('agent_config.yaml', 'agent_id: a1\nallow_networks: [127.0.0.0/8]\nservers: [{ name: m, url: "http://127.0.0.1:8000" }]\n');
  await inside('systemctl', 'enable', 'failover-master', 'failover-agent');
  const options = ['--quiet', '--boot', '--register=no', '--keep-unit', '--private-network', '--console=pipe'];
  const machine = world.own(Program.run('machine', 'systemd-nspawn', [...options, `--directory=${root}`]));
  /** The machine's first process. */
  const init = async () => (await ok('pgrep', '-P', String(machine.pid), '-x', 'systemd')).trim();
  const within = async (...args: string[]) => ok('nsenter', '-t', await init(), '-a', ...args);
  const show = async (unit: string, property: string) =>
    (await within('systemctl', 'show', '--value', '-p', property, unit)).trim();
  const dig = async () =>
    (await ok('nsenter', '-t', await init(), '-n', 'dig', '@127.0.0.1', 'webmail.failover', '+short')).trim();

  for (const unit of ['failover-master', 'failover-agent'])
    await machine.ready(async () => (await show(unit, 'ActiveState')) === 'active', { within: 120 });
  await until(async () => expect(await dig()).toBe('127.0.0.1'), { within: 60 });
  const status = readFileSync(`/proc/${await hostPid('failover-dns/master/main')}/status`, 'utf8');
  expect(Number(/^Uid:\t(\d+)/m.exec(status)![1])).toBeGreaterThan(60_000);
  // CAP_NET_BIND_SERVICE, and it cannot get another.
  expect(status).toMatch(/^CapEff:\t0000000000000400\nCapBnd:\t0000000000000400$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  expect(status).toMatch(/^Seccomp:\t2$/m);

  etc('config.yaml', CONFIG.replace('fallback: 192.0.2.254', 'fallback: 192.0.2.253'));
  await within('systemctl', 'reload', 'failover-master');
  await within('systemctl', 'stop', 'failover-agent');
  await until(async () => expect(await dig()).toBe('192.0.2.253'), { within: 100 });
  // Half of its 30 s.
  const fed = async () =>
    (await show('failover-master', 'WatchdogTimestampMonotonic')) >
    (await show('failover-master', 'ActiveEnterTimestampMonotonic'));
  await until(fed, { within: 60 });
  expect(await show('failover-master', 'NRestarts')).toBe('0');
  expect(existsSync(join(root, 'var/lib/private/failover-dns/failover.db'))).toBe(true);
  await machine.stop({ within: 60 });
}, 400_000);

/** The program's id as this machine sees it, which has others of that kind. */
async function hostPid(text: string): Promise<string> {
  for (const pid of (await ok('pgrep', '-f', text)).trim().split('\n')) {
    const place = await capture('readlink', [`/proc/${pid}/exe`]);
    if (place.stdout.trim() === '/usr/lib/failover-dns/node') return pid;
  }
  throw new Error(`no process of the package runs ${text}`);
}

test('an upgrade keeps the config; purge leaves no trace', async () => {
  await inside('dpkg', '-i', '/tmp/failover-dns.deb');
  expect(readFileSync(join(root, 'etc/failover-dns/config.yaml'), 'utf8')).toContain('192.0.2.253');
  await inside('dpkg', '--remove', 'failover-dns');
  expect(existsSync(join(root, 'etc/failover-dns/config.yaml'))).toBe(true);
  expect(existsSync(join(root, 'usr/lib/failover-dns'))).toBe(false);
  await inside('dpkg', '--purge', 'failover-dns');
  const after = await files();
  expect(after.filter((path) => !before.includes(path))).toEqual([]);
  expect(before.filter((path) => !after.includes(path))).toEqual([]);
});
