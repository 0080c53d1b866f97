import { type Brake } from '@failover-dns/policies';
import { type MasterConfig } from '../config/master-config.js';

export type BrakeRules = NonNullable<MasterConfig['brake']>;

/** The brake that goes on at `now`, when so many of all targets in service left it within the window; null: they are too few. */
export function brakeOn(left: number, total: number, { percent, windowMs, maxMs }: BrakeRules, now: number): Brake | null {
  if (left * 100 <= percent * total) return null;
  const why = `${left} of ${total} targets left service within ${windowMs / 1000} s, more than ${percent} %`;
  return { from: now - windowMs, since: now, until: now + maxMs, why };
}
