import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Degraded } from '../degraded/degraded.js';
import { flag, readOut } from './read-out.js';

/** What keeps the master from being at its best, as `degraded` in /health/ready tells in words. */
@Injectable()
export class DegradedMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly degraded: Degraded,
  ) {}

  onModuleInit(): void {
    readOut(this.registry, {
      name: 'failover_degraded',
      help: '1: /health/ready lists this code as degraded',
      type: 'gauge',
      read: () => {
        const now = new Set(this.degraded.all().map(({ code }) => code));
        return this.degraded.codes.map((code) => ({ labels: { code }, value: flag(now.has(code)) }));
      },
    });
  }
}
