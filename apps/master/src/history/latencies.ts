import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type CheckResult, targetName } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { Clock } from '../health/clock.js';
import { ReportStore } from '../health/report-store.js';
import { packBlock } from './latency-block.js';
import { type Block } from './latency-series.js';
import { LatencySlots } from './latency-slots.js';
import { Ledger } from './ledger.js';

/** One target as one agent sees it. */
interface Series {
  agent: string;
  slot: number;
  /** Something came since it was written. */
  isNew: boolean;
}
interface Place {
  domain: string;
  target: string;
  series: Series;
}

const TICK_MS = 1000;
/** Each block that is being filled is written so often, so that a crash loses no more. */
const WRITTEN_EVERY_TICKS = 300;

/** What checks took, by minute, for charts. Decides nothing. */
@Injectable()
export class Latencies implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger('History');
  private readonly slots = new LatencySlots();
  /** By domain, then by the place of the target. */
  private readonly domains = new Map<string, Series[][]>();
  private minute: number;
  private timer: NodeJS.Timeout | undefined;
  private round: Place[] = [];
  /** There are too many: one series a target, its agent empty. */
  private isShared = false;
  private isFull = false;

  constructor(
    private readonly config: CurrentConfig,
    private readonly reports: ReportStore,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {
    this.minute = this.minuteNow();
  }

  onModuleInit(): void {
    if (this.most() === 0) return;
    this.reports.onCheck((domain, target, agent, result, latencyMs) => this.record(domain, target, agent, result, latencyMs));
    this.config.onChange((next, previous) => {
      for (const [name, domain] of previous.domains) if (next.domains.get(name) !== domain) this.drop(name, domain);
    });
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const place of this.places()) this.write(place);
  }

  /** The blocks of a domain that are being filled. */
  current(domain: DomainConfig): Block[] {
    return (this.domains.get(domain.name) ?? []).flatMap((about, index) =>
      about.map((series) => this.blockOf(nameOf(domain, index), series)),
    );
  }

  /** Has what is known of a domain written with the next flush. */
  writeSoon(domain: DomainConfig): void {
    (this.domains.get(domain.name) ?? []).forEach((about, index) => {
      for (const series of about) this.write({ domain: domain.name, target: nameOf(domain, index), series });
    });
  }

  /** Why not all is kept, in words; null: it is. */
  note(): string | null {
    const most = this.most();
    if (most === 0) return 'storage.latencies is 0, so none are kept';
    if (this.isFull) return `more than ${most} targets: the others’ latencies are not kept`;
    return this.isShared ? `more than ${most} pairs of target and agent: all agents together` : null;
  }

  private record(domain: DomainConfig, target: number, agent: string, result: CheckResult, latencyMs: number | null): void {
    if (result === 'error') return;
    const series = this.seriesOf(domain, target, this.isShared ? '' : agent);
    if (series === undefined) return;
    if (!this.slots.holds(series.slot, this.minute)) {
      this.write({ domain: domain.name, target: nameOf(domain, target), series });
      this.slots.clear(series.slot, this.minute);
    }
    series.isNew = true;
    this.slots.add(series.slot, this.minute, result === 'ok' ? (latencyMs ?? 0) : null);
  }

  private seriesOf(domain: DomainConfig, target: number, agent: string): Series | undefined {
    let own = this.domains.get(domain.name);
    if (own === undefined) this.domains.set(domain.name, (own = domain.targets.map(() => [])));
    const about = own[target];
    if (about === undefined) return undefined;
    for (const series of about) if (series.agent === agent) return series;
    if (this.slots.size() >= this.most()) return this.full(domain, target);
    const series = { agent, slot: this.slots.take(this.minute), isNew: false };
    about.push(series);
    return series;
  }

  private full(domain: DomainConfig, target: number): Series | undefined {
    if (this.isShared) {
      if (!this.isFull)
        this.log.warn(`more than ${this.most()} targets: the latencies of the others are not kept (storage.latencies)`);
      this.isFull = true;
      return undefined;
    }
    this.isShared = true;
    this.log.warn(
      `more than ${this.most()} pairs of target and agent: latencies are kept for all agents together (storage.latencies)`,
    );
    for (const [name, live] of this.config.value.domains) this.drop(name, live);
    return this.seriesOf(domain, target, '');
  }

  /** Writes a part of all blocks, and lets those go that nothing comes for any more. */
  private tick(): void {
    this.minute = this.minuteNow();
    if (this.round.length === 0) this.round = [...this.places()];
    const most = Math.ceil(this.slots.size() / WRITTEN_EVERY_TICKS);
    for (const place of this.round.splice(-most)) {
      const { domain, series } = place;
      const about = this.domains.get(domain)?.find((list) => list.includes(series));
      if (about === undefined) continue;
      this.write(place);
      if (this.slots.holds(series.slot, this.minute)) continue;
      about.splice(about.indexOf(series), 1);
      this.slots.release(series.slot);
    }
  }

  private *places(): Iterable<Place> {
    for (const [name, own] of this.domains) {
      const domain = this.config.value.domains.get(name);
      if (domain === undefined) continue;
      for (const [index, about] of own.entries()) {
        for (const series of about) yield { domain: name, target: nameOf(domain, index), series };
      }
    }
  }

  private drop(name: string, domain: DomainConfig): void {
    const own = this.domains.get(name);
    this.domains.delete(name);
    own?.forEach((about, index) => {
      for (const series of about) {
        this.write({ domain: name, target: nameOf(domain, index), series });
        this.slots.release(series.slot);
      }
    });
  }

  private write({ domain, target, series }: Place): void {
    if (!series.isNew) return;
    series.isNew = false;
    const { agent, step, start, data } = this.blockOf(target, series);
    this.ledger.addLatency([domain, target, agent, step, start, data]);
  }

  private blockOf(target: string, { agent, slot }: Series): Block {
    return { target, agent, step: 1, start: this.slots.startOf(slot), data: packBlock(this.slots.buckets(slot)) };
  }

  private most(): number {
    return this.config.value.storage.latencies ?? 0;
  }

  private minuteNow(): number {
    return Math.floor(this.clock.wall().getTime() / 60_000);
  }
}

const nameOf = ({ targets }: DomainConfig, index: number): string => targetName(targets[index] ?? { ip: '', port: null });
