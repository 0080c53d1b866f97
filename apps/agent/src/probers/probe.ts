import { type CheckType, readParams } from '@failover-dns/contracts';
import { type Networks } from './networks.js';
import { type Allowed, type Check, error, fail, forbidden, type Observation, type Prober, type Target } from './observation.js';
import { MODES } from './table.js';

/** How a target is checked: as for a prober, with `params` as `readParams` gave them. Without them, the mode's defaults. */
export interface Settings extends Omit<Check<unknown>, 'params'> {
  verify?: boolean;
  params?: object;
}

/** A check and what it is run against. `problem` says why it cannot be run at all. */
export type ProbeSpec = { target: Target; check: Settings } & (
  { type: CheckType; problem: null } | { type: string; problem: string }
);

/** Runs one check, and always settles with a value by the time `signal` aborts. */
export async function probe(
  spec: ProbeSpec,
  networks: Networks,
  signal: AbortSignal,
  commands: Allowed['commands'] = {},
): Promise<Observation> {
  if (spec.problem !== null) return error('local', spec.problem);
  if (!networks.permits(spec.target.ip)) return forbidden(spec.target.ip);
  if (signal.aborted) return fail('timeout');
  const params = spec.check.params ?? readParams(spec.type, {});
  if (typeof params === 'string') return error('local', params);
  const { promise: deadline, resolve } = Promise.withResolvers<Observation>();
  // The prober hears of it too, and knows better what it was waiting for: it has this turn of the event loop to say so.
  const expire = () => setImmediate(() => resolve(fail('timeout')));
  signal.addEventListener('abort', expire, { once: true });
  try {
    const run = MODES[spec.type].probe as Prober;
    return await Promise.race([run(spec.target, { ...spec.check, params }, signal, { networks, commands }), deadline]);
  } catch (cause) {
    return error('local', (cause as Error).message);
  } finally {
    signal.removeEventListener('abort', expire);
  }
}
