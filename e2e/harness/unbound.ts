import { addressesOf, dig, type DigOptions } from './dig.js';
import { freePort } from './ports.js';
import { Program } from './program.js';
import { type World } from './world.js';

/**
 * A real unbound in front of a master: it goes down the tree by itself (a stub zone, not a forwarder), so it asks minimised
 * questions (RFC 9156) in mixed case (0x20), and takes NXDOMAIN to stand for all that lies below (RFC 8020).
 */
export async function startUnbound(world: World, master: { dnsPort: number }, { zone = 'failover' } = {}) {
  const port = await freePort();
  const config = `
server:
  interface: 127.0.0.1
  port: ${port}
  access-control: 127.0.0.0/8 allow
  outgoing-interface: 127.0.0.1
  do-not-query-localhost: no
  num-threads: 1
  module-config: "iterator"
  qname-minimisation: yes
  qname-minimisation-strict: yes
  use-caps-for-id: yes
  harden-below-nxdomain: yes
  do-ip6: no
  username: ""
  chroot: ""
  directory: "${world.file('unbound.keep', '').replace(/\/[^/]*$/, '')}"
  pidfile: ""
  do-daemonize: no
  use-syslog: no
  logfile: ""
  verbosity: 1
  local-zone: "." refuse
  local-zone: "${zone}." transparent
remote-control:
  control-enable: no
stub-zone:
  name: "${zone}."
  stub-addr: 127.0.0.1@${master.dnsPort}
`;
  const program = world.own(Program.run('unbound', 'unbound', ['-d', '-c', world.file(`unbound-${port}.conf`, config)]));
  const ask = (name: string, type = 'A', options: Partial<DigOptions> = {}) => dig(name, type, { port, ...options });
  await program.ready(async () => (await ask('.', 'NS')).status === 'REFUSED', { within: 20 });
  return { program, port, dig: ask, addresses: async (name: string, type = 'A') => addressesOf(await ask(name, type)) };
}
