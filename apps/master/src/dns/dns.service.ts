import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, Logger } from '@nestjs/common';
import { type DnsStats, type ListenAddress } from '@failover-dns/dns';
import { ConfigRefusal } from '../config/config-refusal.js';
import { CurrentConfig, type Prepared } from '../config/current-config.js';
import { type MasterConfig } from '../config/master-config.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';
import { Readiness } from '../health/readiness.js';
import { differs, type Standing, standingOf } from '../health/standing.js';
import { Traffic } from '../health/traffic.js';
import { handover } from '../health/handover.js';
import { queriesOf, statsOf } from './engine-sums.js';
import { type Engine, Engines } from './engines.js';
import { hasIpv6, listenable } from './listen.js';
import { bindFault, stuckFault } from './listen-fault.js';
import { answerOf, zonesOf } from './zones.js';

/** Domains that are decided before others may have the thread. */
const DOMAINS_AT_ONCE = 500;

/** Carries decisions to the DNS engine, which answers on threads of its own. */
@Injectable()
export class DnsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Dns');
  private readonly engines = new Engines();
  private serial = 0;
  /** Domains that changed while the engines' zones are not those of the config in force; null: they are. */
  private missed: Set<string> | null = null;

  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly readiness: Readiness,
    private readonly clock: Clock,
    traffic: Traffic,
  ) {
    traffic.countedBy(() => Object.values(this.stats()?.queries ?? {}).reduce((sum, count) => sum + count, 0));
    this.readiness.set('dns', 'the sockets are not bound yet');
    config.beforeChange((next) => this.prepare(next));
  }

  async onApplicationBootstrap(): Promise<void> {
    // A decision may change while the sockets are being bound.
    this.missed = new Set();
    this.decisions.onChange((decision) => this.tell(decision.domain, standingOf(decision)));
    const { value } = this.config;
    this.engines.change([await this.engines.open(value, this.listenOf(value), this.zonesNow())], []);
    this.catchUp();
    this.readiness.set('dns', null);
  }

  async onApplicationShutdown(): Promise<void> {
    this.readiness.set('dns', 'closing');
    await this.engines.close();
  }

  /** undefined: it has not started yet. */
  stats(): DnsStats | undefined {
    return statsOf(this.engines.servers());
  }

  domainQueries(): ReadonlyMap<string, number> {
    return queriesOf(this.engines.servers());
  }

  /**
   * Opens what the next config listens on beside what this one does, and lets every engine answer from its zones already. Rejects when
   * it could not, and then all is as it was.
   */
  private async prepare(next: MasterConfig): Promise<Prepared> {
    const listen = this.listenOf(next);
    const { engines: leaving, stuck } = this.engines.leaving(listen);
    if (stuck.length > 0) throw new ConfigRefusal(stuckFault(stuck));
    this.missed = new Set();
    const foreseen = await this.foresee(next);
    const zones = zonesOf(next, ({ name }) => foreseen.get(name)!, this.nextSerial());
    const missing = this.engines.missing(listen);
    const opened: Engine[] = [];
    try {
      if (missing.length > 0) opened.push(await this.engines.open(next, missing, zones));
      await this.engines.reload(zones);
    } catch (error) {
      for (const { server } of opened) await server.close();
      this.catchUp();
      throw bindFault(error);
    }
    return {
      done: () => {
        this.engines.change(opened, leaving);
        for (const [name, given] of foreseen) {
          const domain = next.domains.get(name);
          if (domain !== undefined && differs(given, this.decisions.inForce(domain))) this.missed?.add(name);
        }
        this.catchUp();
      },
      undone: async () => {
        for (const { server } of opened) await server.close();
        await this.engines.reload(this.zonesNow());
        this.catchUp();
      },
    };
  }

  private async foresee(next: MasterConfig): Promise<Map<string, Standing>> {
    const foreseen = new Map<string, Standing>();
    const given = handover(next, this.config.value, this.config.mayReturn);
    for (const domain of next.domains.values()) {
      foreseen.set(domain.name, this.decisions.foresee(domain, given));
      if (foreseen.size % DOMAINS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return foreseen;
  }

  private tell(name: string, standing: Standing): void {
    const update = () => this.engines.update(name, answerOf(standing));
    if (this.missed === null) return update();
    this.missed.add(name);
    try {
      update();
    } catch {
      // The zones that are about to come do not know the domain, or not the address.
    }
  }

  /** The engines' zones are those of the config in force: tells them what changed meanwhile. */
  private catchUp(): void {
    const missed = this.missed ?? [];
    this.missed = null;
    for (const name of missed) {
      const domain = this.config.domain(name);
      if (domain !== undefined) this.engines.update(name, answerOf(this.decisions.inForce(domain)));
    }
  }

  private zonesNow() {
    return zonesOf(this.config.value, (domain) => this.decisions.inForce(domain), this.nextSerial());
  }

  private listenOf({ dns }: MasterConfig): readonly ListenAddress[] {
    const listen = listenable(dns.listen, hasIpv6());
    if (listen.length < dns.listen.length) this.log.warn('this machine has no IPv6: not listening on ::');
    return listen;
  }

  /** Seconds since 1970, or one more than the last. */
  private nextSerial(): number {
    this.serial = Math.max(this.serial + 1, Math.floor(this.clock.wall().getTime() / 1000));
    return this.serial;
  }
}
