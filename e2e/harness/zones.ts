import { Master } from './master.js';
import { freePort } from './ports.js';
import { Program } from './program.js';
import { type World } from './world.js';

type Section = Record<string, unknown>;

/** Static records, a line each: `text 60 TXT "v=spf1 -all"`. */
export const records = (...lines: string[]) =>
  lines.map((line) => {
    const [, name, ttl, type, value] = /^(\S+) (\d+) (\S+) (.*)$/.exec(line)!;
    return { name, ttl: Number(ttl), type, value };
  });

/** A master with several zones; `dns` is laid over a listener of its own on loopback. */
export async function masterOf(world: World, config: { zones: Section[]; dns?: Section }): Promise<Master> {
  const dns = { listen_ip: '127.0.0.1', listen_port: await freePort(), ...config.dns };
  const api = { listen_ip: '127.0.0.1', listen_port: await freePort() };
  const file = world.file(`zones-${api.listen_port}.yaml`, JSON.stringify({ dns, api, zones: config.zones }, null, 2));
  const cwd = world.place(`zones-${api.listen_port}`);
  const start = () => world.own(Program.node('master', 'apps/master/dist/main.js', ['--config', file], { cwd }));
  const master = new Master(start, { dnsPort: dns.listen_port, apiPort: api.listen_port, file });
  await master.ready();
  return master;
}
