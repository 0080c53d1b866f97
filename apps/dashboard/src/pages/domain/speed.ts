import type { Bound, MeasuredFailover } from '../../api/types.js';
import { seconds } from '../../lib/millis.js';

export interface Segment {
  name: string;
  ms: number;
  why: string;
}

/** The worst case in the three parts that a user would tell apart. */
export function segmentsOf({ first_look_ms, confirm_ms, check_ms, report_ms, decision_ms, ttl_ms }: Bound): Segment[] {
  const confirm = confirm_ms > 0 ? `, ${seconds(confirm_ms)} to confirm` : '';
  return [
    {
      name: 'Detect',
      ms: first_look_ms + confirm_ms + check_ms,
      why: `${seconds(first_look_ms)} to the first look${confirm}, ${seconds(check_ms)} timeout`,
    },
    { name: 'Report, decide', ms: report_ms + decision_ms, why: `a report waits ${seconds(report_ms)} at most` },
    { name: 'Caches let go', ms: ttl_ms, why: 'the TTL' },
  ];
}

/** `at worst 17.3 s; middle of 9 measured: 14.1 s` */
export function speedNote({ total_ms }: Bound, measured: readonly MeasuredFailover[]): string {
  const worst = `at worst ${seconds(total_ms)}`;
  const sorted = measured.map(({ ms }) => ms).sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined
    ? `${worst}; none measured yet`
    : `${worst}; middle of ${sorted.length} measured: ${seconds(middle)}`;
}
