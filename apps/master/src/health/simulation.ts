import { Injectable } from '@nestjs/common';
import { type Aside, decide, type Decision, type HealthEvent, reduce, suppose } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { type Handover, handover } from './handover.js';
import { PolicyTable } from './policy-table.js';
import { differs, standingOf } from './standing.js';

/** What is supposed. */
export interface WhatIf {
  /** In place of the config in force; null: that one. */
  config: MasterConfig | null;
  /** For each domain, by name: the places of the targets that every agent calls down. Places are those of the config that is used. */
  targetsDown: ReadonlyMap<string, ReadonlySet<number>>;
  agentsLost: ReadonlySet<string>;
  advanceMs: number;
  /** What operators do, by domain, in their order. */
  words?: ReadonlyMap<string, readonly HealthEvent[]>;
  /** Whose votes do not count, in place of who they are; null: those. */
  aside?: readonly Aside[] | null;
  /** The mass-failure brake is released. */
  brakeOff?: boolean;
}

export interface WhatIfResult {
  domain: string;
  /** null: it is not in the config in force. */
  now: Decision | null;
  /** null: it is not in the config that is supposed. */
  then: Decision | null;
  changed: boolean;
}

const NONE: ReadonlySet<number> = new Set();
/** Domains that are looked at before others may have the thread. */
const DOMAINS_AT_ONCE = 500;

/** Answers "what if" by the same functions that decide, on copies of what is known. Touches nothing. */
@Injectable()
export class Simulation {
  constructor(
    private readonly config: CurrentConfig,
    private readonly policies: PolicyTable,
    private readonly states: DomainStates,
    private readonly decisions: DecisionTable,
    private readonly clock: Clock,
  ) {}

  /** Begins anew when another config is put in force meanwhile. */
  async run(what: WhatIf): Promise<WhatIfResult[]> {
    const inForce = this.config.value;
    const now = inForce.domains;
    const then = what.config?.domains ?? now;
    const given = handover(what.config ?? inForce, inForce);
    if (what.brakeOff === true) given.brakeOff = true;
    const results: WhatIfResult[] = [];
    for (const name of new Set([...now.keys(), ...then.keys()])) {
      results.push(this.one(name, now.get(name), then.get(name), what, given));
      if (results.length % DOMAINS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      if (this.config.value !== inForce) return this.run(what);
    }
    return results;
  }

  private one(
    name: string,
    live: DomainConfig | undefined,
    supposed: DomainConfig | undefined,
    what: WhatIf,
    given: Handover,
  ): WhatIfResult {
    const now = live ? this.decisions.decideNow(live) : null;
    const then = supposed ? this.decideThen(live, supposed, what, given) : null;
    const changed = now === null || then === null || differs(standingOf(now), standingOf(then));
    return { domain: name, now, then, changed };
  }

  private decideThen(
    live: DomainConfig | undefined,
    domain: DomainConfig,
    { targetsDown, agentsLost, advanceMs, words, aside }: WhatIf,
    given: Handover,
  ): Decision {
    const now = this.clock.now();
    const policy = this.policies.of(domain);
    const supposed = { targetsDown: targetsDown.get(domain.name) ?? NONE, agentsLost, advanceMs };
    const said: HealthEvent[] = [...(words?.get(domain.name) ?? [])];
    if (aside != null) said.push({ kind: 'aside', aside });
    const before = said.reduce((state, word) => reduce(domain, policy, state, word, now), this.states.under(domain, live, given));
    const after = suppose(domain, policy, before, supposed, now);
    return decide(domain, policy, after, now + advanceMs);
  }
}
