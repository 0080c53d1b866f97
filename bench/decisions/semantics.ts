import { DEFAULT_RULES, type Rules } from '@failover-dns/policies';
import { type Chain } from './chain.ts';
import { CoreJudge, policyOf, voteChain } from './core.ts';
import { ChainJudge, type Judge } from './judge.ts';
import { gdnsd, inARow } from './models.ts';
import { type Settling } from './recheck.ts';

export const INTERVAL_MS = 10_000;
export const FAST_MS = 1000;

/** A way to come from probes to an answer. */
export interface Semantics {
  name: string;
  settings: string;
  agents: number;
  /** What one vantage says. */
  chain: Chain;
  /** So many must say up. */
  needed: number;
  /** null: a vantage looks every interval, whatever it sees. */
  recheck: (Settling & { fastMs: number }) | null;
  /** Our own rules; null: a model of another program. */
  rules: Rules | null;
  /** The server looks for itself, so it can be cut off, but not silent. */
  looksItself: boolean;
  /** What a client gets when no target counts as up. */
  whenNoneIsUp: string;
  judge: () => Judge;
}

type Model = Pick<Semantics, 'name' | 'settings' | 'chain' | 'whenNoneIsUp'> & { agents?: number; timeoutMs?: number };

function model({ agents, timeoutMs, ...rest }: Model): Semantics {
  const vantages = agents ?? 1;
  return {
    ...rest,
    agents: vantages,
    needed: 1,
    recheck: null,
    rules: null,
    looksItself: agents === undefined,
    judge: () => new ChainJudge(rest.chain, vantages, 1, timeoutMs),
  };
}

function ours(agents: number, change: Partial<Rules>, fastMs: number | null, settings: string): Semantics {
  const rules = { ...DEFAULT_RULES, ...change, window: change.fall ?? DEFAULT_RULES.fall };
  return {
    name: `Failover DNS, ${rules.policy}`,
    settings,
    agents,
    chain: voteChain(rules),
    needed: policyOf(rules).needed(agents, rules),
    recheck: fastMs === null ? null : { rise: rules.rise, fall: rules.fall, fastMs },
    rules,
    looksItself: false,
    whenNoneIsUp: 'the fallback',
    judge: () => new CoreJudge(rules),
  };
}

export interface Tuning {
  rise: number;
  fall: number;
  /** null: agents do not look again sooner. */
  fastMs: number | null;
}

/** `policy: quorum, on_silence: hold`, and `min_agents: 2` where there are two. */
export const tuned = (agents: number, { rise, fall, fastMs }: Tuning): Semantics =>
  ours(
    agents,
    { policy: 'quorum', onSilence: 'hold', minAgents: Math.min(2, agents), rise, fall },
    fastMs,
    `hold, rise ${rise}, fall ${fall}, ${fastMs === null ? 'no fast' : `fast ${fastMs / 1000} s`}`,
  );

/** What the page recommends, but for `fall`, which is 2 or 3. */
export const recommended = (agents: number, fall: number): Semantics => tuned(agents, { rise: 2, fall, fastMs: FAST_MS });

export const pyFailoverDns = (agents: number): Semantics =>
  model({
    name: 'PyFailoverDNS (model)',
    settings: 'any fresh ok, 60 s',
    agents,
    chain: inARow(1),
    timeoutMs: 60_000,
    whenNoneIsUp: 'the fallback',
  });

export const gdnsdModel = model({
  name: 'gdnsd (model)',
  settings: 'up 20, ok 10, down 10',
  chain: gdnsd(),
  whenNoneIsUp: 'every target (`multifo`)',
});

export const powerDns = (minimumFailures: number): Semantics =>
  model({
    name: 'PowerDNS Lua (model)',
    settings: `minimumFailures ${minimumFailures}`,
    chain: inARow(minimumFailures),
    whenNoneIsUp: 'every target (`backupSelector`)',
  });

export const consul = model({
  name: 'Consul (model)',
  settings: 'failures_before_critical 3',
  chain: inARow(3),
  whenNoneIsUp: 'nothing',
});

export const byDefault = (policy: 'any' | 'quorum' | 'all', agents: number): Semantics =>
  ours(agents, { policy }, null, 'defaults');

export const SEMANTICS: readonly Semantics[] = [
  ...[1, 3, 5].map(pyFailoverDns),
  gdnsdModel,
  powerDns(1),
  powerDns(3),
  consul,
  byDefault('any', 1),
  ...(['any', 'quorum', 'all'] as const).flatMap((policy) => [3, 5].map((agents) => byDefault(policy, agents))),
  ...[2, 3].map((fall) => recommended(1, fall)),
  tuned(3, { rise: 2, fall: 2, fastMs: null }),
  ...[2, 3].flatMap((fall) => [3, 5].map((agents) => recommended(agents, fall))),
];

/** Other settings of three agents. */
export const TUNINGS: readonly Tuning[] = [
  { rise: 2, fall: 2, fastMs: 1000 },
  { rise: 2, fall: 2, fastMs: 2000 },
  { rise: 2, fall: 2, fastMs: 5000 },
  { rise: 2, fall: 2, fastMs: null },
  { rise: 2, fall: 3, fastMs: 1000 },
  { rise: 2, fall: 3, fastMs: 2000 },
  { rise: 2, fall: 3, fastMs: 5000 },
  { rise: 20, fall: 2, fastMs: 1000 },
];

/** Where the agents of a target stand in the interval, as the master divides it among them. */
export const phasesOf = (agents: number): number[] =>
  Array.from({ length: agents }, (_none, agent) => Math.round((agent * INTERVAL_MS) / agents));
