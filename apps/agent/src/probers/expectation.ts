import { createContext, Script } from 'node:vm';
import { expectationOf } from '@failover-dns/contracts';
import { error, fail, type Observation } from './observation.js';

/** Longest time that a pattern may take: one that backtracks for ever must not stop the other checks. */
const MATCH_MS = 100;

/** A script can be stopped, a call of `RegExp.test` cannot. One place for all, as making one costs a hundred matches. */
const script = new Script('pattern.test(text)');
const place = createContext({ pattern: /^/, text: '' });

/** Null when what came holds what is expected, else what that shows. Neither is repeated: either may hold a secret. */
export function missing(expected: string, received: Buffer, encoding: 'utf8' | 'latin1' = 'latin1'): Observation | null {
  const expectation = expectationOf(expected);
  const lacking = () => fail('body', `what is expected does not stand in the ${received.length} bytes that came`);
  if (expectation === null) return error('local', 'what is expected is no pattern');
  if (typeof expectation === 'string') return received.includes(expectation) ? null : lacking();
  Object.assign(place, { pattern: expectation, text: received.toString(encoding) });
  try {
    return script.runInContext(place, { timeout: MATCH_MS }) ? null : lacking();
  } catch {
    return error('local', `the pattern that is expected took more than ${MATCH_MS} ms`);
  } finally {
    Object.assign(place, { pattern: /^/, text: '' });
  }
}
