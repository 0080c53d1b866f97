import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { capture, Program, ROOT } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const UNITS = ['failover-master', 'failover-agent'];
const read = (unit: string) => readFileSync(resolve(ROOT, `deploy/systemd/${unit}.service`), 'utf8');

/** The unit with programs that are here: systemd-analyze wants to see them. */
const here = (unit: string) => {
  const app = unit.replace('failover-', '');
  const text = read(unit)
    .replace('/usr/lib/failover-dns/node ', `${process.execPath} `)
    .replace(`/usr/lib/failover-dns/${app}/main.mjs`, resolve(ROOT, `apps/${app}/dist/main.js`));
  expect(text).not.toMatch(/ExecStart=.*\/usr\/lib\/failover-dns/);
  return world.file(`${unit}.service`, text);
};

test.each(UNITS)('%s is in order', async (unit) => {
  const { code, stdout, stderr } = await capture('systemd-analyze', ['verify', '--man=no', here(unit)]);
  // It looks at the units of this machine as well.
  const own = (stdout + stderr).split('\n').filter((line) => line.includes(unit));
  expect(own).toEqual([]);
  expect(code).toBe(0);
});

test.each(UNITS)('%s is exposed to 2.5 at most, and may do one privileged thing', async (unit) => {
  const { stdout, stderr } = await capture('systemd-analyze', ['security', '--offline=true', '--no-pager', here(unit)]);
  const score = Number(/Overall exposure level for .*: ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  expect(score, stdout + stderr).toBeLessThanOrEqual(2.5);
  const allowed = unit === 'failover-master' ? 'CAP_NET_BIND_SERVICE' : 'CAP_NET_RAW';
  expect([...read(unit).matchAll(/^(?:CapabilityBoundingSet|AmbientCapabilities)=(.*)$/gm)].map(([, caps]) => caps)).toEqual([
    allowed,
    allowed,
  ]);
});

/** A service manager's socket: prints each message it gets. */
const LISTENER = `use Socket; socket(S, PF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])) or die $!; $| = 1; print "open\\n";
while (defined recv(S, $m, 4096, 0)) { print "$m\\n"; }`;

test('a master tells the service manager that it serves, that it lives, and that it stops; no one else', async () => {
  const place = world.place('run');
  mkdirSync(place, { recursive: true });
  const socket = `${place}/notify`;
  const manager = world.own(Program.run('manager', 'perl', ['-e', LISTENER, socket]));
  await manager.prints('open', { within: 10 });
  const master = await world.master({
    domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }]) },
    env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '1000000' },
  });
  await manager.prints('READY=1', { within: 10 });
  expect((await master.dig('webmail.failover')).status).toBe('NOERROR');
  await until(() => expect(manager.stdout.match(/WATCHDOG=1/g)?.length).toBeGreaterThan(1), { within: 20 });
  // A main thread that hangs says nothing: that is what the watchdog is for.
  master.program.signal('SIGSTOP');
  await new Promise((done) => setTimeout(done, 1500));
  const before = manager.stdout.match(/WATCHDOG=1/g)!.length;
  await new Promise((done) => setTimeout(done, 1500));
  expect(manager.stdout.match(/WATCHDOG=1/g)!.length).toBe(before);
  master.program.signal('SIGCONT');
  await until(() => expect(manager.stdout.match(/WATCHDOG=1/g)?.length).toBeGreaterThan(before), { within: 20 });
  await master.stop();
  await manager.prints('STOPPING=1', { within: 10 });
});
