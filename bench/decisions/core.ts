import {
  advance,
  type Decision,
  decide,
  type Domain,
  type DomainState,
  emptyState,
  nextVote,
  type Policy,
  POLICY_CLASSES,
  reduce,
  type Rules,
  type Vote,
} from '@failover-dns/policies';
import { type Chain, chainOf } from './chain.ts';
import { type Judge } from './judge.ts';
import { isSettled, nextRun, type Run } from './recheck.ts';

// Our own semantics: the functions that the server runs.

const TARGETS = ['192.0.2.10', '192.0.2.11'];

const domainOf = (rules: Rules): Domain => ({
  name: 'webmail.failover',
  ttl: 5,
  fallbackTtl: 30,
  fallback: ['192.0.2.254'],
  rules,
  targets: TARGETS.map((ip) => ({ ip, port: 443, priority: 0, weight: 1, disabled: false, checks: 1 })),
});

export const policyOf = (rules: Rules): Policy => new POLICY_CLASSES[rules.policy]();

/** Reports go through `reduce`, answers come from `decide`. */
export class CoreJudge implements Judge {
  private readonly domain: Domain;
  private readonly policy: Policy;
  private state: DomainState;
  private decision: Decision;

  constructor(rules: Rules) {
    this.domain = domainOf(rules);
    this.policy = policyOf(rules);
    this.state = emptyState(this.domain, 0);
    this.decision = this.decide(0);
  }

  hear(agent: number, target: number, ok: boolean, now: number): void {
    const said = { agent: `agent-${agent}`, target, result: ok ? 'ok' : 'fail', reason: ok ? null : 'timeout' } as const;
    const before = this.state.settled;
    this.state = reduce(this.domain, this.policy, this.state, { kind: 'report', ...said, at: now, latencyMs: null }, now);
    if (this.state.settled !== before) this.decision = this.decide(now);
  }

  isAnswered(target: number, now: number): boolean {
    if (now >= this.state.until) {
      this.state = advance(this.domain, this.policy, this.state, now);
      this.decision = this.decide(now);
    }
    return this.decision.targets[target]?.answered ?? false;
  }

  wakeAt(): number {
    return this.state.until;
  }

  private decide(now: number): Decision {
    return decide(this.domain, this.policy, this.state, now);
  }
}

/** One agent's vote as a chart, read off `nextVote` itself, with the agent's own rule for looking again. */
export function voteChain(rules: Rules): Chain {
  const see = (vote: Vote | undefined, ok: boolean): Vote =>
    nextVote(vote, { agent: '', result: ok ? 'ok' : 'fail', at: 0, latencyMs: null, reason: null }, 0, rules);
  const cap = Math.max(rules.rise, rules.fall);
  interface Seen {
    vote: Vote;
    run: Run;
  }
  const step = ({ vote, run }: Seen, ok: boolean): Seen => {
    const next = nextRun(run, ok);
    return { vote: see(vote, ok), run: { ok, length: Math.min(next.length, cap) } };
  };
  const first: Seen = { vote: see(undefined, true), run: { ok: true, length: 1 } };
  let start = first;
  for (let round = 0; round < rules.window + cap; round++) start = step(start, true);
  return chainOf<Seen>({
    start,
    next: step,
    saysUp: ({ vote }) => vote.value === 'up',
    isUnsettled: ({ run }) => !isSettled(run, rules),
    // More successes in a row than `rise` change nothing any more.
    key: ({ vote, run }) => `${vote.value} ${vote.recent} ${Math.min(vote.successes, rules.rise)} ${run.ok} ${run.length}`,
  });
}
