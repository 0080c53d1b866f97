import type { Domains } from '../../api/types.js';
import { targetName } from '../../lib/targets.js';

export interface Dispute {
  domain: string;
  target: string;
  /** What the agent says, and what the verdict is. */
  says: string;
  verdict: string;
  reason: string | null;
  others: number;
}

/** Targets on which an agent’s vote differs from the verdict, by domain. */
export function disputesOf(agent: string, { domains }: Domains): Dispute[] {
  return domains.flatMap(({ domain, targets }) =>
    targets.flatMap((target) => {
      const own = target.votes.find((vote) => vote.agent === agent);
      if (own === undefined || !own.differs) return [];
      const others = target.votes.filter((vote) => vote.agent !== agent && vote.counts && vote.value === target.verdict).length;
      return [{ domain, target: targetName(target), says: own.value, verdict: target.verdict, reason: own.reason, others }];
    }),
  );
}

/** What a pattern in the disputes often means. */
export function disputesHint(disputes: readonly Dispute[]): string {
  if (disputes.length === 0) return 'Its votes are the verdicts’. Where it is silent, it has none.';
  if (disputes.every(({ says }) => says === 'up'))
    return 'It reaches targets the others cannot. Often this means a different route, not a wrong agent.';
  if (disputes.every(({ says }) => says === 'down'))
    return 'It cannot reach targets the others can. Often its own network is at fault.';
  return 'It sees some targets up that are down for the others, and others the other way round.';
}
