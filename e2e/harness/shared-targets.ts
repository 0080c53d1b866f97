import { expect } from 'vitest';
import { type Master } from './master.js';
import { type Target } from './targets.js';
import { until } from './until.js';
import { domain, type MasterOptions, type World } from './world.js';

export const WEB = 'web.failover';
export const SHOP = 'shop.failover';
export const SOLO = 'solo.failover';
export const OTHER = 'other.failover';

export interface SharedTargets {
  master: Master;
  /** Of WEB, SHOP and SOLO. */
  a: Target;
  /** Of WEB. */
  b: Target;
  /** Of SHOP and OTHER. */
  c: Target;
  /** Waits until both agents have voted on everything, and all of it is up. */
  healthy: () => Promise<unknown>;
}

/** Four domains that share three targets, and two agents. */
export async function sharedTargets(world: World, options: Pick<MasterOptions, 'api'> = {}): Promise<SharedTargets> {
  const [a, b, c] = (await world.targets(3)) as [Target, Target, Target];
  const answers = { [WEB]: [a, b], [SHOP]: [a, c], [SOLO]: [a], [OTHER]: [c] };
  const domains = Object.fromEntries(Object.entries(answers).map(([name, targets]) => [name, domain(targets)]));
  const master = await world.master({ domains, ...options });
  world.agent('fra-1', [master]);
  world.agent('nyc-1', [master]);
  const healthy = () =>
    until(
      async () => {
        const { body } = await master.get<{ agents: { targets: number }[] }>('/api/v1/agents');
        expect(body.agents.map(({ targets }) => targets)).toEqual([6, 6]);
        for (const [name, targets] of Object.entries(answers))
          expect(await master.addresses(name)).toEqual(targets.map(({ ip }) => ip).sort());
      },
      { within: 30 },
    );
  await healthy();
  return { master, a, b, c, healthy };
}
