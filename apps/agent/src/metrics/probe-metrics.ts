import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { type Observation } from '../probers/observation.js';

/** What checks tell as they run. Label values are few: no task can make new series. */
@Injectable()
export class ProbeMetrics {
  readonly #lag: Histogram;
  readonly #probes: Counter<'result'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#lag = new Histogram({
      name: 'failover_agent_probe_lag_seconds',
      help: 'How late checks began, seconds after their time',
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.#probes = new Counter({
      name: 'failover_agent_probes_total',
      help: 'Checks that were run, by what they showed',
      labelNames: ['result'] as const,
      registers,
    });
    for (const result of ['ok', 'fail', 'error']) this.#probes.inc({ result }, 0);
  }

  lagged(ms: number): void {
    this.#lag.observe(ms / 1000);
  }

  observed({ result }: Observation): void {
    this.#probes.inc({ result });
  }
}
