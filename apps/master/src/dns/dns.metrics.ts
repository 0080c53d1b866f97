import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DnsStats, TIMED_EVERY } from '@failover-dns/dns';
import { Registry } from 'prom-client';
import { readOut, type Sample } from '../metrics/read-out.js';
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
    const { registry, dns } = this;
    for (const { name, help, label = '', value } of ROWS) {
      readOut(registry, {
        name: `failover_dns_${name}_total`,
        help,
        type: 'counter',
        read: () => this.sums((stats) => samplesOf(value(stats), label)),
      });
    }
    readOut(registry, {
      name: 'failover_domain_queries_total',
      help: 'Questions about each domain',
      type: 'counter',
      read: () => [...dns.domainQueries()].map(([domain, value]) => ({ labels: { domain }, value })),
    });
    readOut(registry, {
      name: 'failover_dns_tcp_open',
      help: 'TCP connections open now',
      type: 'gauge',
      read: () => this.sums(({ tcpOpen }) => [{ value: tcpOpen }]),
    });
    readOut(registry, {
      name: 'failover_dns_response_seconds',
      help: `Time from a UDP message's leaving its socket to its reply's being handed over; one message of ${TIMED_EVERY} is timed`,
      type: 'histogram',
      read: () => this.sums(({ responses }) => bucketsOf('failover_dns_response_seconds', responses)),
    });
  }

  /** Nothing before the engine has started. */
  private sums(read: (stats: DnsStats) => Sample[]): Sample[] {
    const stats = this.dns.stats();
    return stats === undefined ? [] : read(stats);
  }
}

const samplesOf = (counted: number | Record<string, number>, label: string): Sample[] =>
  typeof counted === 'number'
    ? [{ value: counted }]
    : Object.entries(counted).map(([of, value]) => ({ labels: { [label]: of }, value }));

/** Counts of each class as a histogram has them: of all up to a bound. */
function bucketsOf(name: string, { counts, seconds }: DnsStats['responses']): Sample[] {
  let count = 0;
  const buckets = Object.entries(counts).map(([le, own]) => ({
    metricName: `${name}_bucket`,
    labels: { le },
    value: (count += own),
  }));
  return [...buckets, { metricName: `${name}_sum`, value: seconds }, { metricName: `${name}_count`, value: count }];
}
