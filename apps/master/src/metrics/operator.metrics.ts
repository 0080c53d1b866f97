import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OVERRIDE_KINDS } from '@failover-dns/policies';
import { Registry } from 'prom-client';
import { MassFailureBrake } from '../health/brake.js';
import { Overrides } from '../health/overrides.js';
import { flag, readOut } from './read-out.js';

/** What beats the votes. */
@Injectable()
export class OperatorMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly overrides: Overrides,
    private readonly brake: MassFailureBrake,
  ) {}

  onModuleInit(): void {
    readOut(this.registry, {
      name: 'failover_overrides',
      help: 'Overrides of operators that are in force, by kind',
      type: 'gauge',
      read: () => {
        const all = this.overrides.all();
        return OVERRIDE_KINDS.map((kind) => ({ labels: { kind }, value: all.filter((one) => one.kind === kind).length }));
      },
    });
    readOut(this.registry, {
      name: 'failover_brake_engaged',
      help: '1: the mass-failure brake keeps the last good verdicts',
      type: 'gauge',
      read: () => [{ value: flag(this.brake.current() !== null) }],
    });
  }
}
