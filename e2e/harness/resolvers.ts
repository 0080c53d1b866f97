import { startNamed } from './named.js';
import { startResolver } from './resolver.js';
import { startUnbound } from './unbound.js';
import { type World } from './world.js';

type Upstream = { dnsPort: number };

export type Resolver = Awaited<ReturnType<typeof startResolver>>;

/** The resolvers that people put in front of a master, each as one would set it up. */
export const RESOLVERS: Record<string, (world: World, master: Upstream) => Promise<Resolver>> = {
  dnsmasq: startResolver,
  unbound: startUnbound,
  'bind9, forwarding': startNamed,
  'bind9, iterating': (world, master) => startNamed(world, master, { forwarder: false }),
};
