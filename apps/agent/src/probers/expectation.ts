import { createContext, Script } from 'node:vm';
import { expectationOf } from '@failover-dns/contracts';
import { error, fail, type Observation } from './observation.js';

/** Longest time that a pattern may take: one that backtracks for ever must not stop the other checks. */
const MATCH_MS = 100;

/** One that ran out of time rests, longer each time: what a target sends must not cost the other checks more than now and then. */
const REST_MS = 10_000;
const LONGEST_REST_MS = 600_000;
const MOST_RESTING = 1000;
const resting = new Map<string, { until: number; restMs: number }>();

/** A script can be stopped, a call of `RegExp.test` cannot. One place for all, as making one costs a hundred matches. */
const script = new Script('pattern.test(text)');
const place = createContext({ pattern: /^/, text: '' });

/** Null when what came holds what is expected, else what that shows. Neither is repeated: either may hold a secret. */
export function missing(expected: string, received: Buffer, encoding: 'utf8' | 'latin1' = 'latin1'): Observation | null {
  const expectation = expectationOf(expected);
  const lacking = () => fail('body', `what is expected does not stand in the ${received.length} bytes that came`);
  if (expectation === null) return error('local', 'what is expected is no pattern');
  if (typeof expectation === 'string') return received.includes(expectation) ? null : lacking();
  if (performance.now() < (resting.get(expected)?.until ?? 0)) return TOO_SLOW;
  Object.assign(place, { pattern: expectation, text: received.toString(encoding) });
  try {
    const isThere = script.runInContext(place, { timeout: MATCH_MS }) as boolean;
    resting.delete(expected);
    return isThere ? null : lacking();
  } catch {
    rest(expected);
    return TOO_SLOW;
  } finally {
    Object.assign(place, { pattern: /^/, text: '' });
  }
}

const TOO_SLOW = error('local', `the pattern that is expected took more than ${MATCH_MS} ms`);

function rest(expected: string): void {
  const restMs = Math.min(LONGEST_REST_MS, 2 * (resting.get(expected)?.restMs ?? REST_MS / 2));
  if (resting.size >= MOST_RESTING) resting.clear();
  resting.set(expected, { until: performance.now() + restMs, restMs });
}
