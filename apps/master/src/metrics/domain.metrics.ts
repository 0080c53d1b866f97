import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DOMAIN_STATES, targetName } from '@failover-dns/policies';
import { Registry } from 'prom-client';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { DecisionTable } from '../health/decision-table.js';
import { type Standing } from '../health/standing.js';
import { flag, readOut, type Sample } from './read-out.js';

/** What stands, by domain and target of the config. */
@Injectable()
export class DomainMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
  ) {}

  onModuleInit(): void {
    const { registry } = this;
    readOut(registry, {
      name: 'failover_target_up',
      help: '1: the verdict on the target is up; 0: down or unknown',
      type: 'gauge',
      read: () =>
        this.each(({ name, targets }, { verdicts }) =>
          targets.map((target, index) => ({
            labels: { domain: name, target: targetName(target) },
            value: flag(verdicts[index] === 'up'),
          })),
        ),
    });
    readOut(registry, {
      name: 'failover_target_service',
      help: 'Always 1; only for targets that the config or an operator takes out of service, or forces up',
      type: 'gauge',
      read: () =>
        this.each(({ name, targets }, { services }) =>
          targets.flatMap((target, index) => {
            const service = services[index] ?? 'in';
            return service === 'in' ? [] : [{ labels: { domain: name, target: targetName(target), service }, value: 1 }];
          }),
        ),
    });
    readOut(registry, {
      name: 'failover_domain_answers',
      help: 'Addresses that the domain answers now',
      type: 'gauge',
      read: () => this.each(({ name }, { addresses }) => [{ labels: { domain: name }, value: addresses.length }]),
    });
    readOut(registry, {
      name: 'failover_domain_using_fallback',
      help: '1: no target is answered, but what the config says for that case',
      type: 'gauge',
      read: () => this.each(({ name }, { source }) => [{ labels: { domain: name }, value: flag(source !== 'targets') }]),
    });
    readOut(registry, {
      name: 'failover_domains',
      help: 'Domains of the config, by state',
      type: 'gauge',
      read: () => this.states(),
    });
  }

  private each(samples: (domain: DomainConfig, standing: Standing) => Sample[]): Sample[] {
    return [...this.config.value.domains.values()].flatMap((domain) => samples(domain, this.decisions.inForce(domain)));
  }

  private states(): Sample[] {
    const counts = new Map<string, number>(DOMAIN_STATES.map((state) => [state, 0]));
    for (const domain of this.config.value.domains.values()) {
      const { state } = this.decisions.inForce(domain);
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    return [...counts].map(([state, value]) => ({ labels: { state }, value }));
  }
}
