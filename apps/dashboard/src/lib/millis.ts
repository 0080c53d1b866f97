import { number } from './words.js';

/** A latency: `0.3 ms`, `8 ms`, `1,200 ms` */
export function millis(value: number): string {
  return `${millisNumber(value)} ms`;
}

/** The same without its unit. */
export const millisNumber = (value: number): string =>
  value >= 9.95 ? number(value) : value < 0.05 ? '< 0.1' : value.toFixed(1).replace(/\.0$/, '');

/** `0.5 s`, `17.3 s` */
export const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(ms < 1000 ? 2 : 1))} s`;
