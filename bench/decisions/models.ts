import { type Chain, chainOf } from './chain.ts';

/**
 * How other programs judge a target, written from their documented rules. They are models: nothing of those programs is run or copied.
 */

interface Counted {
  up: boolean;
  /** Failures that still count. */
  failures: number;
  /** Successes in a row, as far as they matter. */
  successes: number;
}

const keyOf = ({ up, failures, successes }: Counted): string => `${up} ${failures} ${successes}`;
const settled = (): boolean => false;

/**
 * gdnsd.config(5), `service_types`.
 *
 *     UP     ── fail ──▶ DANGER with one failure
 *     DANGER ── fail ──▶ DANGER with one failure more; DOWN at `down_thresh`, however many successes lay between
 *     DANGER ── `ok_thresh` successes in a row ──▶ UP
 *     DOWN   ── `up_thresh` successes in a row ──▶ UP
 *
 * UP and DANGER are both answered.
 */
export const gdnsd = (upThresh = 20, okThresh = 10, downThresh = 10): Chain =>
  chainOf<Counted>({
    start: { up: true, failures: 0, successes: 0 },
    next: ({ up, failures, successes }, ok) => {
      if (!up) {
        const inRow = ok ? successes + 1 : 0;
        return inRow >= upThresh ? { up: true, failures: 0, successes: 0 } : { up, failures: 0, successes: inRow };
      }
      if (!ok) {
        const counted = failures + 1;
        return { up: counted < downThresh, failures: counted < downThresh ? counted : 0, successes: 0 };
      }
      if (failures === 0 || successes + 1 >= okThresh) return { up, failures: 0, successes: 0 };
      return { up, failures, successes: successes + 1 };
    },
    saysUp: ({ up }) => up,
    isUnsettled: settled,
    key: keyOf,
  });

/**
 * Down after `failures` failed checks in a row, up after one that succeeds: PowerDNS `ifportup` with `minimumFailures`, Consul with
 * `failures_before_critical` and `success_before_passing: 0`, and, with 1, PyFailoverDNS, where an agent's last report is what it says.
 */
export const inARow = (failures: number): Chain =>
  chainOf<Counted>({
    start: { up: true, failures: 0, successes: 0 },
    next: (state, ok) => {
      if (ok) return { up: true, failures: 0, successes: 0 };
      const counted = Math.min(state.failures + 1, failures);
      return { up: counted < failures, failures: counted, successes: 0 };
    },
    saysUp: ({ up }) => up,
    isUnsettled: settled,
    key: keyOf,
  });
