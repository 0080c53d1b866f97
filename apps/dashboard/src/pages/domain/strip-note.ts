import { changesWords, type DayOfStates, isThinned, WORDS, worstOf } from '../../lib/strip.js';
import { clockMinute, DAY, lasting } from '../../lib/time.js';

const TOLD = ['fallback', 'frozen', 'unknown', 'degraded', 'gap'] as const;
const TIMES = ['', 'once', 'twice'];

/** `degraded twice, 16 min in all; never on fallback` */
export function stripNote(day: DayOfStates, now: number): string {
  const { spans } = day;
  if (isThinned(day)) return `${changesWords(day)}, at worst ${inWords(worstOf(day))}; each 24 min shows its worst`;
  const start = now - DAY;
  const parts = TOLD.flatMap((state) => {
    const those = spans.flatMap(({ at, state: one }, index) => {
      const end = spans[index + 1]?.at ?? now;
      return one === state && end > start ? [end - Math.max(at, start)] : [];
    });
    if (those.length === 0) return [];
    const sum = those.reduce((total, length) => total + length, 0);
    return [`${inWords(state)} ${TIMES[those.length] ?? `${those.length} times`}, ${lasting(sum)} in all`];
  });
  const never = parts.some((part) => part.startsWith('on fallback')) ? [] : ['never on fallback'];
  return parts.length === 0 ? 'healthy throughout' : [...parts, ...never].join('; ');
}

const inWords = (state: keyof typeof WORDS): string => (state === 'fallback' ? 'on fallback' : WORDS[state]);

/** The axis under it: 24 hours ago, then every six hours, and now. */
export const stripTicks = (now: number): string[] => [
  ...[24, 18, 12, 6].map((hours) => clockMinute(now - (hours / 24) * DAY)),
  'now',
];
