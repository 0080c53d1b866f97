import { Problem } from './problem.js';
import { aNumber } from './query-schemas.js';

const HOUR_MS = 3_600_000;
const FEWEST_HOURS = 0.1;
const MOST_HOURS = 168;
const USUAL_HOURS = 1;
const FEWEST_POINTS = 10;
const MOST_POINTS = 1000;
const USUAL_POINTS = 120;
/** Widths of a bucket: each divides those that are kept, or is divided by them. */
const STEPS_MS = [1, 2, 5, 10, 20, 30, 60, 120, 240].map((minutes) => minutes * 60_000);

/** What the document says of them. */
export const HOURS = aNumber(FEWEST_HOURS, MOST_HOURS, USUAL_HOURS);
export const POINTS = aNumber(FEWEST_POINTS, MOST_POINTS, USUAL_POINTS);

export interface Window {
  /** Times of day, milliseconds; both at a bucket's edge. */
  from: number;
  to: number;
  step_ms: number;
}

interface Asked {
  hours: string | undefined;
  from: string | undefined;
  to: string | undefined;
  points: string | undefined;
}

/** The part of the past that is asked for, in whole buckets; 400 for what is none. */
export function windowOf({ hours, from, to, points }: Asked, now: Date): Window {
  const end = to === undefined ? now.getTime() : timeOf('to', to);
  const span = numberOf('hours', hours, USUAL_HOURS, FEWEST_HOURS, MOST_HOURS) * HOUR_MS;
  const start = from === undefined ? end - span : timeOf('from', from);
  if (start >= end) throw new Problem(400, 'from is not before to');
  if (end - start > MOST_HOURS * HOUR_MS) throw new Problem(400, `from and to are ${MOST_HOURS} hours apart at most`);
  const most = numberOf('points', points, USUAL_POINTS, FEWEST_POINTS, MOST_POINTS);
  const step = STEPS_MS.find((width) => (end - start) / width <= most) ?? Math.ceil((end - start) / most / HOUR_MS) * HOUR_MS;
  return { from: Math.floor(start / step) * step, to: Math.ceil(end / step) * step, step_ms: step };
}

function timeOf(what: string, text: string): number {
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time)) throw new Problem(400, `${what}: "${text}" is no time such as 2026-01-02T03:04:05Z`);
  return time;
}

function numberOf(what: string, text: string | undefined, standard: number, least: number, most: number): number {
  const value = text === undefined ? standard : Number(text);
  if (!(value >= least && value <= most)) throw new Problem(400, `${what} is a number from ${least} to ${most}`);
  return value;
}
