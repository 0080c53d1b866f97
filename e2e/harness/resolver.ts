import { userInfo } from 'node:os';
import { addressesOf, dig, type DigOptions } from './dig.js';
import { freePort } from './ports.js';
import { Program } from './program.js';
import { type World } from './world.js';

/** A real dnsmasq in front of a master, as a site would run it: it asks the master for `zone` and caches what it says. */
export async function startResolver(world: World, master: { dnsPort: number }, { zone = 'failover', cacheSize = 150 } = {}) {
  const port = await freePort();
  const program = world.own(
    Program.run('dnsmasq', 'dnsmasq', [
      '--keep-in-foreground',
      '--log-facility=-',
      '--log-queries',
      '--conf-file=/dev/null',
      '--pid-file=',
      `--user=${userInfo().username}`,
      `--port=${port}`,
      '--listen-address=127.0.0.1',
      '--bind-interfaces',
      '--no-resolv',
      '--no-hosts',
      `--server=/${zone}/127.0.0.1#${master.dnsPort}`,
      `--cache-size=${cacheSize}`,
    ]),
  );
  const ask = (name: string, type = 'A', options: Partial<DigOptions> = {}) => dig(name, type, { port, ...options });
  await program.ready(async () => (await ask('version.bind', 'TXT', { flags: ['-c', 'CH'] })).status === 'NOERROR', {
    within: 10,
  });
  return { program, port, dig: ask, addresses: async (name: string, type = 'A') => addressesOf(await ask(name, type)) };
}
