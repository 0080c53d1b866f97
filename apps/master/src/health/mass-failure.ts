import { type Brake } from '@failover-dns/policies';
import { type MasterConfig } from '../config/master-config.js';

export type BrakeRules = NonNullable<MasterConfig['brake']>;

/** The brake that goes on at `now`, when so many of all targets in service left it within the window; null: they are too few. */
export function brakeOn(left: number, total: number, { percent, windowMs, maxMs }: BrakeRules, now: number): Brake | null {
  if (left * 100 <= percent * total) return null;
  const why = `${left} of ${total} targets left service within ${windowMs / 1000} s, more than ${percent} %`;
  return { from: now - windowMs, since: now, until: now + maxMs, why };
}

/** That a target left service. */
export interface Leave {
  at: number;
  /** It would, while others did already: those alone put no brake on. */
  isSupposed: boolean;
}

/** The brake that would be on at `end`: `before`, or one that these leaves, of `total` targets in service, put on since. */
export function brakeAfter(
  leaves: readonly Leave[],
  total: number,
  rules: BrakeRules,
  before: Brake | null,
  end: number,
): Brake | null {
  const inOrder = [...leaves].sort((one, other) => one.at - other.at || Number(one.isSupposed) - Number(other.isSupposed));
  const isOn = (brake: Brake, now: number): boolean => brake.until === null || now < brake.until;
  let brake = before;
  let first = 0;
  for (const [index, { at, isSupposed }] of inOrder.entries()) {
    if (brake !== null && isOn(brake, at)) continue;
    // What left until a brake ended does not count afterwards.
    if (brake !== null) first = index;
    brake = null;
    while ((inOrder[first]?.at ?? at) < at - rules.windowMs) first++;
    if (isSupposed) brake = brakeOn(index - first + 1, total, rules, at);
  }
  return brake !== null && isOn(brake, end) ? brake : null;
}
