import { YEAR_MS } from './exact.ts';
import { ChainJudge } from './judge.ts';
import { type Random, seeded } from './random.ts';
import { INTERVAL_MS, phasesOf, type Semantics } from './semantics.ts';
import { play, QUIET_MS, TARGETS } from './world.ts';

export interface Counted {
  failovers: number;
  targetYears: number;
}

/**
 * False failovers of the charts, counted: the same ticks as in the computation, with drawn losses. One target, as targets do not
 * depend on each other.
 */
export function countOnCharts(semantics: Semantics, loss: number, targetYears: number): Counted {
  const { chain, agents, needed, recheck } = semantics;
  const random = seeded(`charts ${semantics.name} ${semantics.settings} ${agents} ${loss}`);
  const ticks = ticksOf(agents, recheck?.fastMs ?? INTERVAL_MS);
  const upAfter = chain.up.map(Number);
  const states = Array.from({ length: agents }, () => chain.start);
  let up = agents;
  let failovers = 0;
  const intervals = Math.round((targetYears * YEAR_MS) / INTERVAL_MS);
  for (let interval = 0; interval < intervals; interval++)
    for (const { agent, isFirst } of ticks) {
      const state = states[agent] as number;
      if (!isFirst && !chain.unsettled[state]) continue;
      const next = (random() < loss ? chain.fail[state] : chain.ok[state]) as number;
      const change = (upAfter[next] as number) - (upAfter[state] as number);
      states[agent] = next;
      up += change;
      if (change < 0 && up === needed - 1) failovers++;
    }
  return { failovers, targetYears: (intervals * INTERVAL_MS) / YEAR_MS };
}

/** Every tick of every agent in one interval, in their order. */
function ticksOf(agents: number, tickMs: number): { agent: number; isFirst: boolean }[] {
  const ticks = phasesOf(agents).flatMap((phase, agent) =>
    Array.from({ length: INTERVAL_MS / tickMs }, (_none, tick) => ({
      agent,
      isFirst: tick === 0,
      at: (phase + tick * tickMs) % INTERVAL_MS,
    })),
  );
  return ticks.sort((one, other) => one.at - other.at || one.agent - other.agent);
}

export interface Compared extends Counted {
  reports: number;
  /** After so many reports the core and the charts did not answer the same targets. */
  disagreements: number;
}

/** Our core, and beside it the charts that the computation uses, hear the same reports. */
export function compareWithCharts(semantics: Semantics, loss: number, reports: number, random?: Random): Compared {
  const { chain, agents, needed } = semantics;
  const charts = new ChainJudge(chain, agents, needed);
  const said = Array.from({ length: TARGETS }, () => false);
  let heard = 0;
  let failovers = 0;
  let disagreements = 0;
  let last = 0;
  const compare = (now: number): void => {
    if (now >= QUIET_MS && said.some((answered, target) => answered !== charts.isAnswered(target, now))) disagreements++;
  };
  play(
    {
      semantics,
      loss,
      phases: phasesOf(agents),
      isTargetUp: () => true,
      stateOf: () => 'well',
      changed: (target, answered, now) => {
        said[target] = answered;
        if (!answered && now >= QUIET_MS) failovers++;
      },
      reported: (agent, target, ok, now) => {
        // What was said before this report is settled now.
        compare(last);
        charts.hear(agent, target, ok, now);
        heard++;
        last = now;
      },
      isOver: () => heard >= reports,
    },
    random ?? seeded(`core ${semantics.name} ${semantics.settings} ${agents} ${loss}`),
  );
  compare(last);
  return { failovers, targetYears: (TARGETS * (last - QUIET_MS)) / YEAR_MS, reports: heard, disagreements };
}
