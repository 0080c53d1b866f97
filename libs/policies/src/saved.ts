import { type Settled, type Vote } from './model.js';

/** A vote with its age in milliseconds in place of a moment; null: it never had evidence. */
export type SavedVote = Omit<Vote, 'at' | 'parts'> & { age: number | null; fresh: boolean; parts?: readonly SavedVote[] };

/** A verdict whose moments are ages. */
export type SavedSettled = Settled;

export interface SavedTarget {
  settled: SavedSettled | null;
  votes: readonly SavedVote[];
}

/** A domain's state as JSON can hold it. */
export interface Saved {
  version: 1;
  tier: number | null;
  lastGood: readonly string[];
  /** By `targetKey`. */
  targets: Readonly<Record<string, SavedTarget>>;
}

/** It is what this version writes: whatever else stands in the file is not believed. */
export const isSaved = (value: unknown): value is Saved =>
  isRecord(value) &&
  value.version === 1 &&
  isNumberOrNull(value.tier) &&
  isListOf(value.lastGood, isString) &&
  isRecord(value.targets) &&
  Object.values(value.targets).every(isTarget);

const isTarget = (value: unknown): boolean =>
  isRecord(value) && (value.settled === null || isSettled(value.settled)) && isListOf(value.votes, isVote);

const isSettled = (value: unknown): boolean =>
  isRecord(value) &&
  isValue(value.value) &&
  isNumber(value.since) &&
  [value.silentSince, value.leftAt, value.backAt, value.provisionalUntil].every(isNumberOrNull) &&
  (value.upAt === undefined || isNumber(value.upAt));

const isVote = (value: unknown): boolean => isPart(value) && (value.parts === undefined || isListOf(value.parts, isPart));

const isPart = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) &&
  [value.agent, value.recent].every(isString) &&
  isValue(value.value) &&
  isNumber(value.successes) &&
  [value.age, value.latencyMs].every(isNumberOrNull) &&
  (value.reason === null || isString(value.reason)) &&
  [value.fresh, value.provisional].every((flag) => typeof flag === 'boolean');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isString = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isNumberOrNull = (value: unknown): boolean => value === null || isNumber(value);
const isValue = (value: unknown): boolean => value === 'up' || value === 'down' || value === 'unknown';
const isListOf = (value: unknown, is: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);
