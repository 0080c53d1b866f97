import { isIP } from 'node:net';

/** What is wrong with one field of a task, in words; null: nothing. */
type Problem = string | null;

export const isSeconds = (value: unknown): value is number => typeof value === 'number' && value >= 0.1 && value <= 86_400;

export const secondsProblem = (name: string, value: unknown): Problem =>
  isSeconds(value) ? null : `${name} is ${JSON.stringify(value)}; expected 0.1 to 86400`;

export const isPhase = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 86_400;

export const phaseProblem = (value: unknown): Problem =>
  value === null || isPhase(value) ? null : `phase_sec is ${JSON.stringify(value)}; expected 0 to 86400`;

export const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;

export const countProblem = (name: string, value: unknown): Problem =>
  isCount(value) ? null : `${name} is ${JSON.stringify(value)}; expected a whole number from 1`;

export const addressProblem = (ip: string): Problem => (isIP(ip) && !ip.includes('%') ? null : `"${ip}" is not an IP address`);

/** `rule`: the port taken when the task names none; or it must name one; or there is none. */
export function portProblem(port: unknown, rule: number | 'required' | 'none'): Problem {
  if (rule === 'none' || (port === null && rule !== 'required')) return null;
  if (Number.isInteger(port) && (port as number) >= 1 && (port as number) <= 65535) return null;
  return `port is ${JSON.stringify(port)}; expected 1 to 65535`;
}
