import { YEAR_MS } from './exact.ts';
import { type Random, seeded } from './random.ts';
import { INTERVAL_MS, type Semantics } from './semantics.ts';
import { type Counted } from './verify.ts';
import { type AgentState, drawPhases, type Phasing, play, QUIET_MS, type World } from './world.ts';

/** After the quiet start, losses go on for so long before anything happens. */
const WARM_MS = QUIET_MS + 10 * INTERVAL_MS;
const OUTAGE_MS = 300_000;
const CUT_MS = 600_000;
const HALF_FLAP_MS = 15_000;
/** Who has not recovered by then is counted as so long. */
const PATIENCE_MS = 7_200_000;

type Setting = Pick<World, 'semantics' | 'loss' | 'phases'>;

const always = () => true;
const well = (): AgentState => 'well';

function settingOf(semantics: Semantics, loss: number, phasing: Phasing, random: Random): Setting {
  return { semantics, loss, phases: drawPhases(semantics.agents, phasing, random) };
}

/** The beginning of what happens: anywhere in the interval. */
const beginning = (random: Random): number => WARM_MS + Math.floor(random() * INTERVAL_MS);

export interface Outages {
  trials: number;
  /** From the failure to the answer without it, milliseconds, sorted. */
  detect: number[];
  /** From the end of the outage to the answer with it, milliseconds, sorted. */
  recover: number[];
  /** Share of the outage in which the dead address was answered. */
  dead: number;
}

/** A target is down for 5 minutes, `trials` times. */
export function outages(semantics: Semantics, loss: number, phasing: Phasing, trials: number): Outages {
  const random = seeded(`outage ${nameOf(semantics)} ${loss} ${phasing}`);
  const detect: number[] = [];
  const recover: number[] = [];
  let dead = 0;
  for (let trial = 0; trial < trials; trial++) {
    const seen = outage(settingOf(semantics, loss, phasing, random), beginning(random), random);
    detect.push(seen.detectMs);
    recover.push(seen.recoverMs);
    dead += seen.deadMs;
  }
  const sort = (values: number[]): number[] => values.sort((a, b) => a - b);
  return { trials, detect: sort(detect), recover: sort(recover), dead: dead / trials / OUTAGE_MS };
}

function outage(setting: Setting, from: number, random: Random): { detectMs: number; recoverMs: number; deadMs: number } {
  const to = from + OUTAGE_MS;
  let left: number | null = null;
  let back: number | null = null;
  let answeredSince: number | null = null;
  let deadMs = 0;
  play(
    {
      ...setting,
      isTargetUp: (target, now) => target !== 0 || now < from || now >= to,
      stateOf: well,
      changed: (target, answered, now) => {
        if (target !== 0) return;
        if (answered) {
          answeredSince = now;
          if (now >= to) back ??= now;
          return;
        }
        if (now >= from && now < to) left ??= now;
        if (answeredSince !== null) deadMs += Math.max(0, Math.min(now, to) - Math.max(answeredSince, from));
        answeredSince = null;
      },
      isOver: (now) => back !== null || now >= to + PATIENCE_MS || (now >= to && answeredSince !== null),
    },
    random,
  );
  if (answeredSince !== null && answeredSince < to) return { detectMs: OUTAGE_MS, recoverMs: 0, deadMs: OUTAGE_MS };
  // Who was out already when the failure came has nothing to detect.
  const detectMs = deadMs > 0 && left !== null ? left - from : 0;
  return { detectMs, recoverMs: back === null ? PATIENCE_MS : back - to, deadMs };
}

/** Losses that come in bursts. */
const BURST_MS = 5000;

/** False failovers of a target when an agent's path is lost for 5 s on average, and so often that the loss is `loss` on average. */
export function inBursts(semantics: Semantics, loss: number, targetYears: number): Counted {
  const random = seeded(`bursts ${nameOf(semantics)} ${loss}`);
  const paths = Array.from({ length: semantics.agents }, () => path(loss, random));
  const to = WARM_MS + targetYears * YEAR_MS;
  let failovers = 0;
  play(
    {
      ...settingOf(semantics, 0, 'divided', random),
      isTargetUp: always,
      stateOf: (agent, now) => (now >= QUIET_MS && paths[agent]?.(now) ? 'cut off' : 'well'),
      // Both targets are seen over the same paths, so that they fail together: one is counted.
      changed: (target, answered, now) => {
        if (target === 0 && !answered && now >= WARM_MS) failovers++;
      },
      isOver: (now) => now >= to,
    },
    random,
  );
  return { failovers, targetYears };
}

/** A path that is lost and well in turn, each for an exponential time. */
function path(loss: number, random: Random): (now: number) => boolean {
  const wellMs = (BURST_MS * (1 - loss)) / loss;
  let isLost = false;
  let until = -Math.log(1 - random()) * wellMs;
  return (now) => {
    while (until <= now) {
      isLost = !isLost;
      until += -Math.log(1 - random()) * (isLost ? BURST_MS : wellMs);
    }
    return isLost;
  };
}

export interface CutOffs {
  /** Cuts that were played; each with two targets. */
  cuts: number;
  /** Answers that lost a target that was up. */
  failovers: number;
  /** Cuts in which that happened at all. */
  hit: number;
}

/** One agent is cut off, or silent, for 10 minutes, `cuts` times; every target is up. */
export function cutOffs(semantics: Semantics, loss: number, how: 'cut off' | 'silent', cuts: number): CutOffs {
  const random = seeded(`${how} ${nameOf(semantics)} ${loss}`);
  let failovers = 0;
  let hit = 0;
  for (let cut = 0; cut < cuts; cut++) {
    const from = beginning(random);
    const to = from + CUT_MS;
    let seen = 0;
    play(
      {
        ...settingOf(semantics, loss, 'divided', random),
        isTargetUp: always,
        stateOf: (agent, now) => (agent === 0 && now >= from && now < to ? how : 'well'),
        changed: (_target, answered, now) => {
          if (!answered && now >= from && now < to) seen++;
        },
        isOver: (now) => now >= to,
      },
      random,
    );
    failovers += seen;
    if (seen > 0) hit++;
  }
  return { cuts, failovers, hit };
}

/** A target is up and down for 15 s each: how often its answer changes in an hour. */
export function flapping(semantics: Semantics, loss: number, hours: number): number {
  const random = seeded(`flapping ${nameOf(semantics)} ${loss}`);
  let changes = 0;
  for (let hour = 0; hour < hours; hour++) {
    const from = beginning(random);
    const to = from + 3_600_000;
    play(
      {
        ...settingOf(semantics, loss, 'divided', random),
        isTargetUp: (target, now) => target !== 0 || now < from || Math.floor((now - from) / HALF_FLAP_MS) % 2 === 1,
        stateOf: well,
        changed: (target, _answered, now) => {
          if (target === 0 && now >= from) changes++;
        },
        isOver: (now) => now >= to,
      },
      random,
    );
  }
  return changes / hours;
}

const nameOf = ({ name, settings, agents }: Semantics): string => `${name} ${settings} ${agents}`;
