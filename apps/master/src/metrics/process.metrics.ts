import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { VERSION } from '../version.js';
import { readOut } from './read-out.js';

/** Gauges whose names end as a counter's must. */
const MISNAMED = ['nodejs_active_resources_total', 'nodejs_active_handles_total', 'nodejs_active_requests_total'];

/** The process itself, by the names that every Node.js program has for it. */
@Injectable()
export class ProcessMetrics implements OnModuleInit {
  constructor(private readonly registry: Registry) {}

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
    readOut(this.registry, {
      name: 'failover_build_info',
      help: '1, with the version of this program',
      type: 'gauge',
      read: () => [{ labels: { version: VERSION }, value: 1 }],
    });
  }
}
