import type { StateSpan } from '../../api/types.js';
import { clockMinute, DAY, lasting } from '../../lib/time.js';

const TOLD = ['fallback', 'frozen', 'unknown', 'degraded'] as const;
const TIMES = ['', 'once', 'twice'];

/** `degraded twice, 16 min in all; never on fallback` */
export function stripNote(spans: readonly StateSpan[], now: number): string {
  const start = now - DAY;
  const parts = TOLD.flatMap((state) => {
    const those = spans.flatMap(({ at, state: one }, index) => {
      const end = spans[index + 1]?.at ?? now;
      return one === state && end > start ? [end - Math.max(at, start)] : [];
    });
    if (those.length === 0) return [];
    const sum = those.reduce((total, length) => total + length, 0);
    return [
      `${state === 'fallback' ? 'on fallback' : state} ${TIMES[those.length] ?? `${those.length} times`}, ${lasting(sum)} in all`,
    ];
  });
  const never = parts.some((part) => part.startsWith('on fallback')) ? [] : ['never on fallback'];
  return parts.length === 0 ? 'healthy throughout' : [...parts, ...never].join('; ');
}

/** The axis under it: 24 hours ago, then every six hours, and now. */
export const stripTicks = (now: number): string[] => [
  ...[24, 18, 12, 6].map((hours) => clockMinute(now - (hours / 24) * DAY)),
  'now',
];
