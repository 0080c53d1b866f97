import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Agents } from '../health/agents.js';
import { Attribution } from '../health/attribution.js';
import { readOut } from './read-out.js';

/** Agents that contradict all others. Only counted: ids that the config does not name are free text. */
@Injectable()
export class VantageMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly agents: Agents,
    private readonly attribution: Attribution,
  ) {}

  onModuleInit(): void {
    readOut(this.registry, {
      name: 'failover_suspect_vantages',
      help: 'Agents whose votes are set aside, as they call down what most others call up',
      type: 'gauge',
      read: () => [{ value: [...this.agents.all()].filter(({ id }) => this.attribution.isSuspect(id)).length }],
    });
  }
}
