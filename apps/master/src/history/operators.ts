import { Injectable, Logger, Module, type OnModuleInit } from '@nestjs/common';
import { type BrakeRecord, MassFailureBrake } from '../health/brake.js';
import { ClockWatch } from '../health/clock-watch.js';
import { HealthModule } from '../health/health.module.js';
import { type OverrideRecord, Overrides, scopeKey } from '../health/overrides.js';
import { Documents } from './documents.js';
import { HistoryModule } from './history.module.js';

const OVERRIDE = 'override';
const BRAKE = 'brake';
const ONLY = 'current';

/** As JSON has it: times are text. */
type Written<T> = { [Key in keyof T]: T[Key] extends Date ? string : T[Key] extends Date | null ? string | null : T[Key] };

/** What operators said outlives a restart, and so does a brake that is on. */
@Injectable()
export class OperatorsWords implements OnModuleInit {
  private readonly log = new Logger('History');

  constructor(
    private readonly documents: Documents,
    private readonly overrides: Overrides,
    private readonly brake: MassFailureBrake,
    private readonly clock: ClockWatch,
  ) {}

  onModuleInit(): void {
    for (const kind of [OVERRIDE, BRAKE]) this.restore(kind);
    this.documents.onLate((kind) => this.restore(kind));
    this.overrides.onChange((key, record) => {
      if (record) this.documents.put(OVERRIDE, key, record);
      else this.documents.remove(OVERRIDE, key);
    });
    this.brake.onChange((record) => {
      if (record) this.documents.put(BRAKE, ONLY, record);
      else this.documents.remove(BRAKE, ONLY);
    });
    this.clock.onJump(() => {
      for (const record of this.overrides.all()) this.documents.put(OVERRIDE, scopeKey(record.scope), record);
      const brake = this.brake.record();
      if (brake) this.documents.put(BRAKE, ONLY, brake);
    });
  }

  private restore(kind: string): void {
    for (const { key, value } of this.documents.all(kind)) {
      try {
        const isOver = kind === OVERRIDE ? !this.restoreOverride(value) : !this.restoreBrake(value);
        if (isOver) this.documents.remove(kind, key);
      } catch (error) {
        this.log.error(`the stored ${kind} ${key} cannot be read and is left out: ${(error as Error).message}`);
      }
    }
  }

  /** false: its time is over, here and below. */
  private restoreOverride(value: unknown): boolean {
    const { since, until, ...rest } = value as Written<OverrideRecord>;
    const record = { ...rest, since: dateOf(since), until: until === null ? null : dateOf(until) };
    if (this.overrides.get(record.scope) === undefined) this.overrides.put(record);
    return this.overrides.get(record.scope) !== undefined;
  }

  private restoreBrake(value: unknown): boolean {
    const { from, since, until, why } = value as Written<BrakeRecord>;
    this.brake.restore({ from: dateOf(from), since: dateOf(since), until: dateOf(until), why });
    return this.brake.current() !== null;
  }
}

function dateOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`there is no such date as ${text}`);
  return date;
}

/** A module of its own, as documents are loaded by the modules it imports. */
@Module({ imports: [HealthModule, HistoryModule], providers: [OperatorsWords] })
export class OperatorsModule {}
