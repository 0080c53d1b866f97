import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Aside, compare, type Comparison, nextSuspicion, type Suspicion, TRUSTED } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DomainStates } from './domain-states.js';
import { Overrides } from './overrides.js';

const LONGEST_ROUND_MS = 60_000;
/** Domains that are looked at before others may have the thread. */
const DOMAINS_AT_ONCE = 2000;

/** Finds the agents that call down what the others call up, and sets their votes aside until they agree again. */
@Injectable()
export class Attribution implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Attribution');
  private readonly suspicions = new Map<string, Suspicion>();
  private comparisons: ReadonlyMap<string, Comparison> = new Map();
  private timer: NodeJS.Timeout | undefined;
  private isClosing = false;
  /** No domain's agents are compared. */
  private isIdle = true;

  constructor(
    private readonly config: CurrentConfig,
    private readonly states: DomainStates,
    private readonly overrides: Overrides,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.arm();
  }

  /** Another config is in force, in which there may be something to look at for the first time. */
  follow(): void {
    if (this.isIdle) this.arm();
  }

  onApplicationShutdown(): void {
    this.isClosing = true;
    clearTimeout(this.timer);
  }

  /** Is the agent doubted? */
  isSuspect(agent: string): boolean {
    return this.suspicions.get(agent)?.suspect === true;
  }

  /** How the agent compared with the others in the last round; undefined: there was nothing to compare. */
  comparisonOf(agent: string): Comparison | undefined {
    return this.comparisons.get(agent);
  }

  /** One round over every target. */
  async round(): Promise<void> {
    const doubted = new Set([...this.suspicions].filter(([, { suspect }]) => suspect).map(([agent]) => agent));
    const comparisons = new Map<string, Comparison>();
    let looked = 0;
    for (const domain of this.doubtful()) {
      const now = this.clock.now();
      for (const votes of this.states.stateOf(domain).votes) compare(comparisons, votes, now, domain.rules, doubted);
      if (++looked % DOMAINS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.comparisons = comparisons;
    let changed = false;
    for (const [agent, comparison] of comparisons) changed = this.judge(agent, comparison) || changed;
    if (changed) this.overrides.doubt(this.suspects());
  }

  /** Did it become suspect, or trusted again? */
  private judge(agent: string, comparison: Comparison): boolean {
    const before = this.suspicions.get(agent) ?? TRUSTED;
    const after = nextSuspicion(before, comparison);
    if (after.suspect || after.rounds > 0) this.suspicions.set(agent, after);
    else this.suspicions.delete(agent);
    if (after.suspect === before.suspect) return false;
    if (after.suspect) this.log.warn(`${agent} is a suspect vantage: it ${disputeText(comparison)}; its votes are set aside`);
    else this.log.log(`${agent} agrees with the others again; its votes count`);
    return true;
  }

  private suspects(): Aside[] {
    return [...this.suspicions].flatMap(([agent, { suspect }]) => {
      const comparison = this.comparisons.get(agent);
      const why = `suspect vantage${comparison ? `, ${disputeText(comparison)}` : ''}`;
      return suspect ? [{ agent, because: 'suspect vantage', why, until: null }] : [];
    });
  }

  private *doubtful(): Iterable<DomainConfig> {
    for (const domain of this.config.value.domains.values()) if (domain.rules.attribution !== 'off') yield domain;
  }

  /** A round is as long as the longest interval, so that within one each target was looked at. */
  private arm(): void {
    let longest = 0;
    for (const { agent } of this.doubtful()) longest = Math.max(longest, agent.intervalSec * 1000);
    this.isIdle = longest === 0;
    if (this.isIdle || this.isClosing) return;
    this.timer = setTimeout(() => void this.round().finally(() => this.arm()), Math.min(longest, LONGEST_ROUND_MS));
    this.timer.unref();
  }
}

const disputeText = ({ disputed, comparable }: Comparison): string =>
  `calls ${disputed} of the ${comparable} targets down that most others call up`;
