import { type Domain, type DomainState, type Settled, targetKey, type Vote } from './model.js';
import { type Policy } from './policy.js';
import { emptyState, resettle } from './reduce.js';
import { leftOut, tally } from './verdict.js';
import { isFresh } from './vote.js';
import { isSaved, type Saved, type SavedSettled, type SavedVote } from './saved.js';

/**
 * What is kept of a state over a restart: ages, as the next life's clock has another zero, and targets by their keys, as the
 * config may change meanwhile. Overrides, asides and the brake are kept by those who set them; the votes that were set aside
 * are left out, as nobody would doubt them after the start.
 */
export function snapshotOf(domain: Domain, policy: Policy, state: DomainState, now: number): Saved {
  const { rules } = domain;
  const targets = domain.targets.map((target, index) => {
    const votes = state.votes[index] ?? [];
    const aside = state.aside.length === 0 ? [] : leftOut(tally(policy, votes, now, rules, state.aside), state.aside, rules);
    const counted = aside.length === 0 ? votes : votes.filter((vote) => !aside.some(({ agent }) => agent === vote.agent));
    const settled = state.settled[index];
    return [
      targetKey(target),
      {
        settled: settled ? aged(settled, now) : null,
        votes: counted.map((vote) => savedVote(vote, domain, now)),
      },
    ] as const;
  });
  return { version: 1, tier: state.tier, lastGood: state.lastGood, targets: Object.fromEntries(targets) };
}

const savedVote = (vote: Vote, domain: Domain, now: number): SavedVote => {
  const { at, parts, ...rest } = vote;
  const age = at === Number.NEGATIVE_INFINITY ? null : Math.floor(now - at);
  const saved = { ...rest, age, fresh: isFresh(vote, now, domain.rules) };
  return parts === undefined ? saved : { ...saved, parts: parts.map((part) => savedVote(part, domain, now)) };
};

/** Every number of a verdict is a moment; so is its age a number, below 0 while the moment is still to come. */
const aged = (settled: Settled, now: number): SavedSettled => moved(settled, (moment) => Math.floor(now - moment));

function moved(settled: Settled, move: (moment: number) => number): Settled {
  const result: Record<string, unknown> = { ...settled };
  for (const key in result) {
    const value = result[key];
    if (typeof value === 'number') result[key] = move(value);
  }
  return result as unknown as Settled;
}

/**
 * The state that a domain begins with after a restart. Votes that were fresh count as if heard at `now`, provisionally; one that
 * was provisional already grows no younger by another start. Verdicts stand for one timeout, whatever is not heard. What cannot
 * be read gives the empty state. `goneMs`: how long ago it was saved. What waits for something goes on where it was; but when a target
 * left service is compared with times of day, as a brake's are.
 */
export function restored(domain: Domain, saved: unknown, now: number, goneMs = 0): DomainState {
  const empty = emptyState(domain, now);
  if (!isSaved(saved)) return empty;
  const known = domain.targets.map((target) =>
    Object.hasOwn(saved.targets, targetKey(target)) ? saved.targets[targetKey(target)] : undefined,
  );
  const votes = known.map((target) => target?.votes.map((vote) => restoredVote(vote, now)) ?? []);
  const settled = empty.settled.map((nothing, index) => {
    const kept = known[index]?.settled;
    if (!kept) return nothing;
    const { leftAt, ...rest } = moved(kept, (age) => now - age);
    return provisionally({ ...rest, leftAt: leftAt === null ? null : leftAt - goneMs }, domain, now);
  });
  const ips = new Set(domain.targets.map(({ ip }) => ip));
  // What ends by itself, and when, is found out with the first look.
  return { ...empty, votes, settled, tier: saved.tier, lastGood: saved.lastGood.filter((ip) => ips.has(ip)), until: now };
}

function restoredVote({ age, fresh, parts, ...rest }: SavedVote, now: number): Vote {
  const isHeard = fresh && !rest.provisional;
  const at = age === null ? Number.NEGATIVE_INFINITY : isHeard ? now : now - age;
  const vote = { ...rest, at, provisional: fresh };
  return parts === undefined ? vote : { ...vote, parts: parts.map((part) => restoredVote(part, now)) };
}

function provisionally(settled: Settled, { rules }: Domain, now: number): Settled {
  const { value, silentSince, provisionalUntil } = settled;
  // Nothing stands where nothing is known; and a silence that was already counted goes on to count.
  if (value === 'unknown' || silentSince !== null || provisionalUntil !== null) return settled;
  return { ...settled, provisionalUntil: now + rules.timeoutMs };
}

/**
 * A live state under a changed config of its domain, as after a reload or for a plan. Targets are found by their keys; new ones
 * begin empty. A vote stands for checks that were added until they have spoken. Verdicts are settled by the new rules.
 */
export function transplanted(domain: Domain, policy: Policy, state: DomainState, oldDomain: Domain, now: number): DomainState {
  if (isSameFor(domain, oldDomain)) return state;
  const places = new Map(oldDomain.targets.map((target, index) => [targetKey(target), index]));
  const empty = emptyState(domain, now);
  const placeOf = (index: number): number => places.get(targetKey(domain.targets[index] ?? { ip: '', port: null })) ?? -1;
  const votes = domain.targets.map((_target, index) => state.votes[placeOf(index)] ?? []);
  const settled = empty.settled.map((nothing, index) => state.settled[placeOf(index)] ?? nothing);
  const ips = new Set(domain.targets.map(({ ip }) => ip));
  const overrides = state.overrides.filter(({ ip }) => ip === null || ips.has(ip));
  const lastGood = state.lastGood.filter((ip) => ips.has(ip));
  return resettle(domain, policy, { ...state, votes, settled, overrides, lastGood }, now);
}

/** A state hangs on these alone. */
const isSameFor = (one: Domain, other: Domain): boolean =>
  JSON.stringify([one.rules, one.targets]) === JSON.stringify([other.rules, other.targets]);
