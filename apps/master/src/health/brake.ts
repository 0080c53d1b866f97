import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Brake, type Decision, targetKey } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { type Standing } from './standing.js';

/** A brake in times of day, so that it outlives a restart. */
export interface BrakeRecord {
  since: Date;
  until: Date;
  why: string;
}

/** Freezes what is answered when more targets than is credible leave service at once: then the view is broken, not the world. */
@Injectable()
export class MassFailureBrake implements OnModuleInit {
  private readonly log = new Logger('Brake');
  /** When each target that is out left service. */
  private readonly left = new Map<string, number>();
  private readonly listeners = new Set<(record: BrakeRecord | null) => void>();
  private brake: Brake | null = null;
  private written: BrakeRecord | null = null;
  private counted: { of: MasterConfig; targets: number } | undefined;

  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly states: DomainStates,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.decisions.beforeChange((decision, previous) => this.watch(decision, previous));
  }

  /** Calls `listener` when the brake goes on, and with null when it is released. */
  onChange(listener: (record: BrakeRecord | null) => void): void {
    this.listeners.add(listener);
  }

  /** null: it is off. */
  current(): Brake | null {
    if (this.brake?.until != null && this.clock.now() >= this.brake.until) this.brake = null;
    return this.brake;
  }

  /** In times of day; null: it is off. */
  record(): BrakeRecord | null {
    return this.current() === null ? null : this.written;
  }

  /** The time of day jumped: what is left of it stays. */
  shift(ms: number): void {
    if (this.written === null) return;
    const { since, until, why } = this.written;
    this.written = { since: new Date(since.getTime() + ms), until: new Date(until.getTime() + ms), why };
  }

  /** What was on before a restart. The targets that leave from now on stay answered. */
  restore({ until, why }: BrakeRecord): void {
    const [now, end] = [this.clock.now(), this.clock.momentOf(until)];
    if (end > now) this.set({ from: now, since: now, until: end, why });
  }

  /** Lets the verdicts count again; false: the brake was off. */
  release(): boolean {
    if (this.current() === null) return false;
    this.left.clear();
    this.log.warn('the brake is released: verdicts count again');
    this.set(null);
    return true;
  }

  /** Goes over to another config: targets that went do not count, and a brake that is not configured any more lets go. */
  follow({ brake, domains }: MasterConfig, previous: MasterConfig): void {
    if (previous.brake !== null) {
      const kept = new Set(
        [...domains.values()].flatMap(({ name, targets }) => targets.map((target) => `${name} ${targetKey(target)}`)),
      );
      for (const key of this.left.keys()) if (!kept.has(key)) this.left.delete(key);
    }
    if (brake === null && this.brake !== null) {
      this.log.warn('the config has no brake any more: it is released');
      this.left.clear();
      this.set(null);
    }
  }

  private watch(decision: Decision, previous: Standing): void {
    const rules = this.config.value.brake;
    if (rules === null) return;
    const now = this.clock.now();
    decision.targets.forEach((target, index) => {
      const key = `${decision.domain} ${targetKey(target)}`;
      const { verdict } = target;
      if (verdict === 'up') this.left.delete(key);
      else if (previous.verdicts[index] === 'up') this.left.set(key, now);
    });
    const total = this.targets();
    if (this.left.size <= rules.share * total || this.current() !== null) return;
    for (const [key, at] of this.left) if (at < now - rules.windowMs) this.left.delete(key);
    if (this.left.size <= rules.share * total) return;
    const why = `${this.left.size} of ${total} targets left service within ${rules.windowMs / 1000} s, more than ${rules.share * 100} %`;
    this.log.error(`${why}: the last good verdicts are kept for ${rules.maxMs / 1000} s or until the brake is released`);
    this.set({ from: now - rules.windowMs, since: now, until: now + rules.maxMs, why });
  }

  private set(brake: Brake | null): void {
    this.brake = brake;
    this.states.setBrake(this.config.value.domains.values(), brake);
    this.written = brake && {
      since: this.clock.wallOf(brake.since),
      until: this.clock.wallOf(brake.until ?? brake.since),
      why: brake.why,
    };
    for (const listener of this.listeners) listener(this.written);
  }

  private targets(): number {
    if (this.counted?.of !== this.config.value) {
      const domains = [...this.config.value.domains.values()];
      const targets = domains.reduce((sum, domain) => sum + domain.targets.filter(({ disabled }) => !disabled).length, 0);
      this.counted = { of: this.config.value, targets };
    }
    return this.counted.targets;
  }
}
