import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { userInfo } from 'node:os';
import { addressesOf, dig, type DigOptions } from './dig.js';
import { freePort } from './ports.js';
import { Program, ROOT } from './program.js';
import { type World } from './world.js';

interface Server {
  dnsPort: number;
}

/** A file of deploy/ with the two masters of the documentation replaced by those of the test, wherever an address stands by its port. */
export function joined(path: string, masters: readonly [Server, Server]): string {
  const text = readFileSync(resolve(ROOT, 'deploy', path), 'utf8');
  return ['192.0.2.1', '198.51.100.1'].reduce((now, address, index) => {
    const place = new RegExp(`${address.replaceAll('.', '\\.')}(\\D{1,8})8053`, 'g');
    if (!place.test(now)) throw new Error(`deploy/${path} does not name ${address} with port 8053`);
    return now.replaceAll(place, `127.0.0.1$1${masters[index]!.dnsPort}`);
  }, text);
}

type Join = (world: World, masters: readonly [Server, Server]) => Promise<Joined>;
type Joined = Awaited<ReturnType<typeof started>>;

/** Each resolver with its file of deploy/, and around it only what a host's own config would say. */
export const JOINED: Record<string, Join> = {
  dnsmasq: async (world, masters) => {
    const port = await freePort();
    const file = world.file(`dnsmasq-${port}.conf`, joined('dnsmasq/failover.conf', masters));
    const own = [`--user=${userInfo().username}`, `--port=${port}`, '--listen-address=127.0.0.1', '--bind-interfaces'];
    const quiet = ['--keep-in-foreground', '--log-facility=-', '--pid-file=', '--no-resolv', '--no-hosts', '--stop-dns-rebind'];
    return started(world, port, Program.run('dnsmasq', 'dnsmasq', [`--conf-file=${file}`, ...own, ...quiet]));
  },
  unbound: async (world, masters) => {
    const port = await freePort();
    const file = world.file(`unbound-${port}.join`, joined('unbound/failover.conf', masters));
    const config = `
server:
  interface: 127.0.0.1
  port: ${port}
  access-control: 127.0.0.0/8 allow
  private-address: 10.0.0.0/8
  do-ip6: no
  username: ""
  chroot: ""
  directory: "${dirname(file)}"
  pidfile: ""
  use-syslog: no
  logfile: ""
remote-control:
  control-enable: no
include: "${file}"
`;
    return started(world, port, Program.run('unbound', 'unbound', ['-d', '-c', world.file(`unbound-${port}.conf`, config)]));
  },
  bind9: async (world, masters) => {
    const port = await freePort();
    const zones = world.file(`named-${port}.zones`, joined('bind/failover.zones', masters));
    return startNamedWith(world, {
      port,
      options: `include "${resolve(ROOT, 'deploy/bind/failover.options')}";`,
      zones: `include "${zones}";`,
    });
  },
};

/** A BIND on loopback. `outgoing`: the port at which it asks servers that it finds by itself. */
export async function startNamedWith(
  world: World,
  { port, address = '127.0.0.1', outgoing = port, options = 'recursion yes;', zones }: NamedOptions,
) {
  const config = `
options {
  directory "${world.place(`named-${address}-${port}`)}";
  port ${outgoing};
  listen-on port ${port} { ${address}; };
  listen-on-v6 { none; };
  empty-zones-enable no;
  pid-file none;
  session-keyfile none;
  lock-file none;
  max-cache-size 8m;
  ${options}
};
controls { };
${zones}
`;
  const file = world.file(`named-${address}-${port}.conf`, config);
  return started(world, port, Program.run('named', 'named', ['-4', '-f', '-g', '-n', '1', '-c', file]), address);
}

interface NamedOptions {
  port: number;
  address?: string;
  outgoing?: number;
  options?: string;
  zones: string;
}

async function started(world: World, port: number, program: Program, server = '127.0.0.1') {
  world.own(program);
  const ask = (name: string, type = 'A', options: Partial<DigOptions> = {}) => dig(name, type, { port, server, ...options });
  await program.ready(async () => (await ask('version.bind', 'TXT', { flags: ['-c', 'CH'] })).status !== 'TIMEOUT', {
    within: 20,
  });
  return { program, port, dig: ask, addresses: async (name: string, type = 'A') => addressesOf(await ask(name, type)) };
}
