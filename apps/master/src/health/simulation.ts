import { Injectable } from '@nestjs/common';
import {
  type Aside,
  type Brake,
  decide,
  type Decision,
  type DomainState,
  type HealthEvent,
  type Policy,
  reduce,
  type Settled,
  suppose,
  type Supposition,
} from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { MassFailureBrake } from './brake.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { type Handover, handover } from './handover.js';
import { brakeAfter, type BrakeRules, type Leave } from './mass-failure.js';
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

export interface WhatIfOutcome {
  results: WhatIfResult[];
  /** The mass-failure brake that is on then; null: it is off. */
  brake: Brake | null;
}

/** A domain then, and what it takes to decide it again. */
interface Then {
  domain: DomainConfig;
  policy: Policy;
  /** When it was looked at. */
  at: number;
  supposition: Supposition;
  /** With what operators say, and nothing else that is supposed. */
  before: DomainState;
  decision: Decision;
  leaves: readonly Leave[];
}

interface Look {
  name: string;
  now: Decision | null;
  then: Then | null;
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
    private readonly brake: MassFailureBrake,
    private readonly clock: Clock,
  ) {}

  /** Begins anew when another config is put in force meanwhile. */
  async run(what: WhatIf): Promise<WhatIfOutcome> {
    const inForce = this.config.value;
    const config = what.config ?? inForce;
    const given = handover(config, inForce, this.config.mayReturn);
    if (what.brakeOff === true) given.brakeOff = true;
    const before = given.brakeOff ? null : this.brake.current();
    const names = [...new Set([...inForce.domains.keys(), ...config.domains.keys()])];
    const looks = await this.eachOf(names, (name) =>
      this.look(name, inForce.domains.get(name), config.domains.get(name), what, given),
    );
    if (looks === null) return this.run(what);
    const brake = brakeThen(looks, config.brake, before, this.clock.now() + what.advanceMs);
    const isNew = brake !== null && brake !== before;
    const results = await this.eachOf(looks, (look) => resultOf(isNew ? braked(look, brake) : look));
    return results === null ? this.run(what) : { results, brake };
  }

  /** null: another config was put in force meanwhile. */
  private async eachOf<One, Result>(all: readonly One[], look: (one: One) => Result): Promise<Result[] | null> {
    const inForce = this.config.value;
    const results: Result[] = [];
    for (const one of all) {
      results.push(look(one));
      if (results.length % DOMAINS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      if (this.config.value !== inForce) return null;
    }
    return results;
  }

  private look(
    name: string,
    live: DomainConfig | undefined,
    supposed: DomainConfig | undefined,
    what: WhatIf,
    given: Handover,
  ): Look {
    const now = live ? this.decisions.decideNow(live) : null;
    return { name, now, then: supposed ? this.decideThen(live, supposed, what, given) : null };
  }

  private decideThen(
    live: DomainConfig | undefined,
    domain: DomainConfig,
    { config, targetsDown, agentsLost, advanceMs, words, aside, brakeOff }: WhatIf,
    given: Handover,
  ): Then {
    const at = this.clock.now();
    const policy = this.policies.of(domain);
    const supposition = { targetsDown: targetsDown.get(domain.name) ?? NONE, agentsLost, advanceMs };
    const said: HealthEvent[] = [...(words?.get(domain.name) ?? [])];
    if (aside != null) said.push({ kind: 'aside', aside });
    const first = this.states.under(domain, live, given);
    const before = said.reduce((state, word) => reduce(domain, policy, state, word, at), first);
    const after = suppose(domain, policy, before, supposition, at);
    const decision = decide(domain, policy, after, at + advanceMs);
    const leaves =
      (config ?? this.config.value).brake === null
        ? []
        : this.leavesOf(decision, first.settled, after.settled, brakeOff === true);
    return { domain, policy, at, supposition, before, decision, leaves };
  }

  /** The targets in service that are out then; those that left before a release do not count. */
  private leavesOf(
    { domain, targets }: Decision,
    before: readonly Settled[],
    after: readonly Settled[],
    isReleased: boolean,
  ): Leave[] {
    return targets.flatMap((target, index) => {
      if (target.service !== 'in' || target.verdict === 'up') return [];
      const isSupposed = before[index]?.value === 'up';
      const known = isReleased ? undefined : this.brake.leftAt(domain, target);
      const at = isSupposed ? after[index]?.leftAt : known;
      return at == null ? [] : [{ at, isSupposed }];
    });
  }
}

function brakeThen(looks: readonly Look[], rules: BrakeRules | null, before: Brake | null, end: number): Brake | null {
  if (rules === null) return null;
  const inService = looks.reduce(
    (sum, { then }) => sum + (then?.decision.targets.filter(({ service }) => service === 'in').length ?? 0),
    0,
  );
  const leaves = looks.flatMap(({ then }) => then?.leaves ?? []);
  return brakeAfter(leaves, inService, rules, before, end);
}

/** Decided again, with the brake on. */
function braked({ name, now, then }: Look, brake: Brake): Look {
  if (then === null) return { name, now, then };
  const { domain, policy, at, supposition, before } = then;
  const after = suppose(domain, policy, reduce(domain, policy, before, { kind: 'brake', brake }, at), supposition, at);
  return { name, now, then: { ...then, decision: decide(domain, policy, after, at + supposition.advanceMs) } };
}

function resultOf({ name, now, then: supposed }: Look): WhatIfResult {
  const then = supposed?.decision ?? null;
  const changed = now === null || then === null || differs(standingOf(now), standingOf(then));
  return { domain: name, now, then, changed };
}
