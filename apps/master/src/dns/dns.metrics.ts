import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DnsStats } from '@failover-dns/dns';
import { Counter, Gauge, Registry } from 'prom-client';
import { DnsService } from './dns.service.js';

interface Row {
  name: string;
  help: string;
  label?: string;
  value: (stats: DnsStats) => number | Record<string, number>;
}

/** One row a metric. The workers count in shared memory; nothing is added up until somebody asks. */
const ROWS: readonly Row[] = [
  { name: 'queries', help: 'DNS messages received, by transport', label: 'transport', value: (stats) => stats.queries },
  { name: 'questions', help: 'Well-formed questions, by type', label: 'type', value: (stats) => stats.types },
  { name: 'replies', help: 'Replies sent, by rcode', label: 'rcode', value: (stats) => stats.rcodes },
  { name: 'truncated', help: 'Replies over UDP cut to TC=1 because they were too large', value: (stats) => stats.truncated },
  { name: 'malformed', help: 'Messages answered with FORMERR', value: (stats) => stats.malformed },
  {
    name: 'dropped',
    help: 'Messages that got no answer: too short, themselves replies, or from port 0',
    value: (stats) => stats.dropped,
  },
  { name: 'limited', help: 'Replies that rate limiting kept back', value: (stats) => stats.limited },
  { name: 'slipped', help: 'Limited replies that were sent empty with TC=1', value: (stats) => stats.slipped },
  { name: 'faults', help: 'Questions answered SERVFAIL because of a fault of this program', value: (stats) => stats.faults },
  { name: 'tcp_connections', help: 'TCP connections accepted', value: (stats) => stats.tcpAccepted },
  { name: 'tcp_cut', help: 'TCP connections closed because of a cap or a deadline', value: (stats) => stats.tcpCut },
  { name: 'worker_crashes', help: 'DNS workers that died and were replaced', value: (stats) => stats.workerCrashes },
];

/** The DNS engine's counters as metrics. No label comes from a question. */
@Injectable()
export class DnsMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly dns: DnsService,
  ) {}

  onModuleInit(): void {
    for (const row of ROWS) this.counter(row);
    this.domainQueries();
    const { dns } = this;
    new Gauge({
      name: 'failover_dns_tcp_open',
      help: 'TCP connections open now',
      registers: [this.registry],
      collect() {
        this.set(dns.stats()?.tcpOpen ?? 0);
      },
    });
  }

  private domainQueries(): void {
    const { dns } = this;
    new Counter({
      name: 'failover_domain_queries_total',
      help: 'Questions about each domain',
      labelNames: ['domain'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [domain, count] of dns.domainQueries()) this.inc({ domain }, count);
      },
    });
  }

  private counter({ name, help, label, value }: Row): void {
    const { dns } = this;
    new Counter({
      name: `failover_dns_${name}_total`,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [this.registry],
      collect() {
        this.reset();
        const stats = dns.stats();
        if (stats === undefined) return;
        const counted = value(stats);
        if (typeof counted === 'number') this.inc(counted);
        else for (const [of, count] of Object.entries(counted)) this.inc({ [label ?? '']: of }, count);
      },
    });
  }
}
