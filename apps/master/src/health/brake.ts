import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Brake, type Decision, type Service, type Target, targetKey } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { brakeOn } from './mass-failure.js';
import { type Standing } from './standing.js';

/** A brake in times of day, so that it outlives a restart. */
export interface BrakeRecord {
  from: Date;
  since: Date;
  until: Date;
  why: string;
}

const keyOf = (domain: string, target: Pick<Target, 'ip' | 'port'>): string => `${domain} ${targetKey(target)}`;

/** Freezes what is answered when more targets than is credible leave service at once: then the view is broken, not the world. */
@Injectable()
export class MassFailureBrake implements OnModuleInit {
  private readonly log = new Logger('Brake');
  /** When each target that is out left service. */
  private readonly left = new Map<string, number>();
  private readonly listeners = new Set<(record: BrakeRecord | null, ended?: string) => void>();
  private brake: Brake | null = null;
  private written: BrakeRecord | null = null;
  /** Targets in service, by domain, and of all. */
  private counted: { of: MasterConfig; by: Map<string, number>; all: number } | undefined;

  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly states: DomainStates,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.decisions.beforeChange((decision, previous) => this.watch(decision, previous));
  }

  /** Calls `listener` when the brake goes on, and with null and the reason when it ends. */
  onChange(listener: (record: BrakeRecord | null, ended?: string) => void): void {
    this.listeners.add(listener);
  }

  /** null: it is off. */
  current(): Brake | null {
    if (this.brake?.until != null && this.clock.now() >= this.brake.until) {
      this.end('max_sec is over');
    }
    return this.brake;
  }

  /** When a target that is out left service; undefined: it is not counted. */
  leftAt(domain: string, target: Pick<Target, 'ip' | 'port'>): number | undefined {
    return this.left.get(keyOf(domain, target));
  }

  /** In times of day; null: it is off. */
  record(): BrakeRecord | null {
    return this.current() === null ? null : this.written;
  }

  /** The time of day jumped: what is left of it stays. */
  shift(ms: number): void {
    if (this.written === null) return;
    const { from, since, until, why } = this.written;
    const moved = (date: Date) => new Date(date.getTime() + ms);
    this.written = { from: moved(from), since: moved(since), until: moved(until), why };
  }

  /** What was on before a restart; not if the config has no brake any more. */
  restore({ from, since, until, why }: BrakeRecord): void {
    const moment = (date: Date) => this.clock.momentOf(date);
    if (this.config.value.brake === null || moment(until) <= this.clock.now()) return;
    this.set({ from: moment(from), since: moment(since), until: moment(until), why });
  }

  /** Lets the verdicts count again; false: the brake was off. */
  release(): boolean {
    if (this.current() === null) return false;
    this.end('released');
    this.states.setBrake(this.config.value.domains.values(), null);
    return true;
  }

  /** Goes over to another config: targets that went do not count; of a brake that is not configured any more the states let go as they follow. */
  follow({ brake, domains }: MasterConfig, previous: MasterConfig): void {
    if (previous.brake !== null) {
      const kept = new Set([...domains.values()].flatMap(({ name, targets }) => targets.map((target) => keyOf(name, target))));
      for (const key of this.left.keys()) if (!kept.has(key)) this.left.delete(key);
    }
    if (brake !== null || this.current() === null) return;
    this.end('the config has none any more');
  }

  private watch(decision: Decision, previous: Standing): void {
    const rules = this.config.value.brake;
    if (rules === null) return;
    const now = this.clock.now();
    const isOn = this.current() !== null;
    decision.targets.forEach((target, index) => {
      const key = keyOf(decision.domain, target);
      if (target.verdict === 'up' || target.service !== 'in') this.left.delete(key);
      else if (previous.verdicts[index] === 'up') this.left.set(key, now);
    });
    const total = this.inService(decision);
    if (isOn || brakeOn(this.left.size, total, rules, now) === null) return;
    for (const [key, at] of this.left) if (at < now - rules.windowMs) this.left.delete(key);
    const brake = brakeOn(this.left.size, total, rules, now);
    if (brake === null) return;
    this.log.error(`${brake.why}: the last good verdicts are kept for ${rules.maxMs / 1000} s or until the brake is released`);
    this.set(brake);
  }

  private set(brake: Brake): void {
    this.brake = brake;
    this.states.setBrake(this.config.value.domains.values(), brake);
    this.written = {
      from: this.clock.wallOf(brake.from),
      since: this.clock.wallOf(brake.since),
      until: this.clock.wallOf(brake.until ?? brake.since),
      why: brake.why,
    };
    for (const listener of this.listeners) listener(this.written);
  }

  /** What it was on for does not put it on again. */
  private end(why: string): void {
    this.brake = this.written = null;
    this.left.clear();
    this.log.warn(`the brake is off (${why}): verdicts count again`);
    for (const listener of this.listeners) listener(null, why);
  }

  /** How many targets of all domains are in service, with this decision on one of them. */
  private inService({ domain, targets }: Decision): number {
    if (this.counted?.of !== this.config.value) this.counted = this.countAnew();
    const now = inServiceOf(targets.map(({ service }) => service));
    this.counted.all += now - (this.counted.by.get(domain) ?? 0);
    this.counted.by.set(domain, now);
    return this.counted.all;
  }

  private countAnew() {
    const of = this.config.value;
    const count = (domain: DomainConfig) => inServiceOf(this.decisions.inForce(domain).services);
    const by = new Map([...of.domains.values()].map((domain) => [domain.name, count(domain)]));
    return { of, by, all: [...by.values()].reduce((sum, one) => sum + one, 0) };
  }
}

/** Those whose verdicts count: neither the config nor an operator says anything about them. */
const inServiceOf = (services: readonly Service[]): number => services.filter((service) => service === 'in').length;
