import { type Judge } from './judge.ts';
import { type Random } from './random.ts';
import { isSettled, nextRun, type Run } from './recheck.ts';
import { INTERVAL_MS, phasesOf, type Semantics } from './semantics.ts';

/** Until then nothing is lost, so that every semantics begins with everything up. */
export const QUIET_MS = 3 * INTERVAL_MS;
export const TARGETS = 2;

export type AgentState = 'well' | 'cut off' | 'silent';

export interface World {
  semantics: Semantics;
  loss: number;
  phases: readonly number[];
  isTargetUp: (target: number, now: number) => boolean;
  stateOf: (agent: number, now: number) => AgentState;
  /** An answer changed. */
  changed: (target: number, answered: boolean, now: number) => void;
  /** Every report, before it is heard. */
  reported?: (agent: number, target: number, ok: boolean, now: number) => void;
  /** Nothing of interest comes any more. */
  isOver: (now: number) => boolean;
}

/** One agent that looks at one target. */
interface Look {
  agent: number;
  target: number;
  phase: number;
  at: number;
  run: Run | undefined;
}

/** Probes, loses, reports and judges in virtual time. A probe ends when it begins, and its report arrives at once. */
export function play(world: World, random: Random): void {
  const { semantics, loss, isTargetUp, stateOf } = world;
  const judge = semantics.judge();
  const looks = world.phases.flatMap((phase, agent): Look[] =>
    Array.from({ length: TARGETS }, (_none, target) => ({ agent, target, phase, at: phase, run: undefined })),
  );
  const watch = watcher(judge, world);
  for (let before = 0; ;) {
    const look = earliest(looks);
    const now = look.at;
    const wake = judge.wakeAt();
    if (wake > before && wake < now) {
      watch(wake);
      before = wake;
      continue;
    }
    if (world.isOver(now)) return;
    const state = stateOf(look.agent, now);
    if (state === 'silent') {
      look.at = nextSlot(look, now);
      continue;
    }
    const lost = now >= QUIET_MS && random() < loss;
    const ok = state === 'well' && isTargetUp(look.target, now) && !lost;
    look.run = nextRun(look.run, ok);
    look.at = semantics.recheck && !isSettled(look.run, semantics.recheck) ? now + semantics.recheck.fastMs : nextSlot(look, now);
    world.reported?.(look.agent, look.target, ok, now);
    judge.hear(look.agent, look.target, ok, now);
    watch(now);
    before = now;
  }
}

/** The agent's next place in the interval after `now`. */
const nextSlot = ({ phase }: Look, now: number): number => phase + (Math.floor((now - phase) / INTERVAL_MS) + 1) * INTERVAL_MS;

/** Who looks next; at one moment the agents in their order. */
function earliest(looks: readonly Look[]): Look {
  let first = looks[0] as Look;
  for (const look of looks) if (look.at < first.at) first = look;
  return first;
}

function watcher(judge: Judge, { changed }: World): (now: number) => void {
  const answered = Array.from({ length: TARGETS }, () => false);
  return (now) => {
    for (let target = 0; target < TARGETS; target++) {
      const is = judge.isAnswered(target, now);
      if (is === answered[target]) continue;
      answered[target] = is;
      changed(target, is, now);
    }
  };
}

export type Phasing = 'divided' | 'random';

/** Divided as the master would, but begun anywhere in the interval; or each agent anywhere. */
export function drawPhases(agents: number, phasing: Phasing, random: Random): number[] {
  if (phasing === 'random') return Array.from({ length: agents }, () => Math.floor(random() * INTERVAL_MS));
  return phasesOf(agents);
}
