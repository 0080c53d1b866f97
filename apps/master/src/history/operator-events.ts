import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MassFailureBrake } from '../health/brake.js';
import { Overrides } from '../health/overrides.js';
import { EventLog } from './event-log.js';

/** Every word of an operator is an event, with who and why; so is a brake that goes on or off. What a start brings back is none. */
@Injectable()
export class OperatorEvents implements OnApplicationBootstrap {
  constructor(
    private readonly overrides: Overrides,
    private readonly brake: MassFailureBrake,
    private readonly events: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.overrides.onChange((key, record) => {
      const domain = /^domain\/(.*)\/[^/]*$/.exec(key)?.[1] ?? null;
      if (record === null) this.events.append({ domain, kind: 'release', data: { key } });
      else {
        const { kind, who, why, until } = record;
        this.events.append({ domain, kind: 'override', data: { key, kind, who, why, until: until?.toISOString() ?? null } });
      }
    });
    this.brake.onChange((record, why = '') => {
      const data = record === null ? { on: false, why } : { on: true, why: record.why, until: record.until.toISOString() };
      this.events.append({ domain: null, kind: 'brake', data });
    });
  }
}
