import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type AnswerSpec, DnsServer } from '@failover-dns/dns';
import { CurrentConfig } from '../config/current-config.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';
import { Readiness } from '../health/readiness.js';
import { hasIpv6, listenable } from './listen.js';
import { standingOf } from '../health/standing.js';
import { answerOf, zonesOf } from './zones.js';

/** Carries decisions to the DNS engine, which answers on threads of its own. */
@Injectable()
export class DnsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Dns');
  private readonly server: DnsServer;

  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly readiness: Readiness,
    private readonly clock: Clock,
  ) {
    const { dns } = config.value;
    const listen = listenable(dns.listen, hasIpv6());
    if (listen.length < dns.listen.length) this.log.warn('this machine has no IPv6: not listening on ::');
    this.server = new DnsServer({ ...dns, listen, onFault: (message) => this.log.error(message) });
    this.readiness.set('dns', 'the sockets are not bound yet');
  }

  async onApplicationBootstrap(): Promise<void> {
    const { value } = this.config;
    const serial = Math.floor(this.clock.wall().getTime() / 1000);
    // A decision may change while the sockets are being bound.
    const changed = new Map<string, AnswerSpec>();
    let apply = (domain: string, answer: AnswerSpec): void => {
      changed.set(domain, answer);
    };
    this.decisions.onChange((decision) => apply(decision.domain, answerOf(standingOf(decision))));
    await this.server.start(zonesOf(value, (domain) => this.decisions.inForce(domain), serial));
    apply = (domain, answer) => this.server.update(domain, answer);
    for (const [domain, answer] of changed) apply(domain, answer);
    this.readiness.set('dns', null);
    for (const { address, port } of this.server.addresses()) this.log.log(`answering on ${address} port ${port}, UDP and TCP`);
  }

  async onApplicationShutdown(): Promise<void> {
    this.readiness.set('dns', 'closing');
    await this.server.close();
  }

  stats(): ReturnType<DnsServer['stats']> {
    return this.server.stats();
  }

  domainQueries(): ReadonlyMap<string, number> {
    return this.server.domainQueries();
  }
}
