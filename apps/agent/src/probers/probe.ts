import { type CheckType } from '@failover-dns/contracts';
import { type Networks } from './networks.js';
import { type Check, error, fail, type Observation, type Target } from './observation.js';
import { MODES } from './table.js';

/** A check and what it is run against. `problem` says why it cannot be run at all. */
export type ProbeSpec = { target: Target; check: Check } & (
  { type: CheckType; problem: null } | { type: string; problem: string }
);

/** Runs one check, and always settles with a value by the time `signal` aborts. */
export async function probe(spec: ProbeSpec, networks: Networks, signal: AbortSignal): Promise<Observation> {
  if (spec.problem !== null) return error('local', spec.problem);
  if (!networks.permits(spec.target.ip)) {
    return error('permission', `${spec.target.ip} is in a network that this agent does not probe (allow_networks)`);
  }
  if (signal.aborted) return fail('timeout');
  const { promise: deadline, resolve } = Promise.withResolvers<Observation>();
  const expire = () => resolve(fail('timeout'));
  signal.addEventListener('abort', expire, { once: true });
  try {
    return await Promise.race([MODES[spec.type].probe(spec.target, spec.check, signal), deadline]);
  } catch (cause) {
    return error('local', (cause as Error).message);
  } finally {
    signal.removeEventListener('abort', expire);
  }
}
