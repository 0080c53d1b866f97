import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { DecisionTable } from '../health/decision-table.js';
import { transitionReason, TRANSITION_REASONS } from './transition-reasons.js';

/** What changed since the start; what a start brings back is no change. */
@Injectable()
export class DecisionMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly registry: Registry,
    private readonly decisions: DecisionTable,
  ) {}

  onApplicationBootstrap(): void {
    const registers = [this.registry];
    const transitions = new Counter({
      name: 'failover_transitions_total',
      help: 'Changes of what a domain answers or of its state, by what brought them about',
      labelNames: ['reason'] as const,
      registers,
    });
    for (const { reason } of TRANSITION_REASONS) transitions.inc({ reason }, 0);
    this.decisions.onChange((decision, previous) => transitions.inc({ reason: transitionReason(decision, previous) }));
    const seconds = new Histogram({
      name: 'failover_decision_seconds',
      help: 'Time to decide a domain anew after a vote changed or ended, and to hand the answer to the DNS workers',
      buckets: [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 5e-2],
      registers,
    });
    this.decisions.onDecided((ms) => seconds.observe(ms / 1000));
  }
}
