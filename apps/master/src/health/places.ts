import { type Target, targetKey } from '@failover-dns/policies';

type Targets = readonly Pick<Target, 'ip' | 'port'>[];

/** For each target: its place in the list of before, -1 where it was not there. A target is the same by its address and port. */
export function placesOf(targets: Targets, before: Targets): number[] {
  const places = new Map(before.map((target, place) => [targetKey(target), place]));
  return targets.map((target) => places.get(targetKey(target)) ?? -1);
}
