import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { debianSources, DebianRoot, ok } from './harness/debian.js';
import { capture, Program } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

/** The package in a Debian that is booted (systemd-nspawn): by `npm run test:boot`, as not every place lets a system boot. */
const world = useWorld({ shared: true });
const WITH = 'libstdc++6,systemd,systemd-sysv,dbus,iputils-ping';
let debian: DebianRoot;

beforeAll(async () => {
  const { sources, release } = debianSources();
  debian = new DebianRoot(world.place('root'));
  const make = ok('mmdebstrap', '--quiet', '--variant=minbase', `--include=${WITH}`, release, debian.path, sources);
  const [deb] = await Promise.all([ok(process.execPath, 'tools/deb.mjs', '--out', world.place('out')), make]);
  copyFileSync(deb.trim(), join(debian.path, 'tmp/failover-dns.deb'));
  await debian.run('dpkg', '-i', '/tmp/failover-dns.deb');
}, 600_000);

test('nothing is started or enabled by the installation', async () => {
  for (const unit of ['failover-master', 'failover-agent'])
    expect((await capture('chroot', [debian.path, 'systemctl', 'is-enabled', unit])).stdout).toBe('disabled\n');
});

const CONFIG = `
dns: { listen_ip: 127.0.0.1, listen_port: 53 }
api: { listen_ip: 127.0.0.1, listen_port: 8000, admin_token_file: "\${SECRETS:-secrets/}admin" }
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
  const etc = (name: string, text: string) => writeFileSync(join(debian.path, 'etc/failover-dns', name), text, { mode: 0o644 });
  etc('config.yaml', CONFIG);
  etc('secrets/admin', 'a-token-of-an-operator');
  etc('agent_config.yaml', 'agent_id: a1\nallow_networks: [127.0.0.0/8]\nservers: [{ name: m, url: "http://127.0.0.1:8000" }]\n');
  await debian.run('systemctl', 'enable', 'failover-master', 'failover-agent');
  const options = ['--quiet', '--boot', '--register=no', '--keep-unit', '--private-network', '--console=pipe'];
  const machine = world.own(Program.run('machine', 'systemd-nspawn', [...options, `--directory=${debian.path}`]));
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
  expect(existsSync(join(debian.path, 'var/lib/private/failover-dns/failover.db'))).toBe(true);
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
