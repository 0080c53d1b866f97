import { addressesOf, dig, type DigOptions } from './dig.js';
import { freePort } from './ports.js';
import { Program } from './program.js';
import { type World } from './world.js';

/**
 * A real BIND in front of a master. As a forwarder it asks for what it was asked; otherwise it goes down the tree by itself, with
 * minimised questions (RFC 9156).
 */
export async function startNamed(world: World, master: { dnsPort: number }, { zone = 'failover', forwarder = true } = {}) {
  const port = await freePort();
  // `port` of the options is also the one that servers are asked at: it cannot be given for each of them.
  const source = forwarder
    ? `type forward; forward only; forwarders { 127.0.0.1 port ${master.dnsPort}; };`
    : 'type static-stub; server-addresses { 127.0.0.1; };';
  const hints = world.file(`named-${port}.hints`, '. 60 IN NS nobody.invalid.\nnobody.invalid. 60 IN A 127.0.0.1\n');
  const config = `
options {
  directory "${hints.replace(/\/[^/]*$/, '')}";
  port ${master.dnsPort};
  listen-on port ${port} { 127.0.0.1; };
  listen-on-v6 { none; };
  allow-query { 127.0.0.0/8; };
  recursion yes;
  dnssec-validation no;
  qname-minimization strict;
  minimal-any yes;
  empty-zones-enable no;
  pid-file none;
  session-keyfile none;
  lock-file none;
  max-cache-size 8m;
};
controls { };
zone "." { type hint; file "${hints}"; };
zone "${zone}" { ${source} };
`;
  const args = ['-4', '-f', '-g', '-n', '1', '-c', world.file(`named-${port}.conf`, config)];
  const program = world.own(Program.run('named', 'named', args));
  const ask = (name: string, type = 'A', options: Partial<DigOptions> = {}) => dig(name, type, { port, ...options });
  await program.ready(async () => (await ask('version.bind', 'TXT', { flags: ['-c', 'CH'] })).status === 'NOERROR', {
    within: 20,
  });
  return { program, port, dig: ask, addresses: async (name: string, type = 'A') => addressesOf(await ask(name, type)) };
}
