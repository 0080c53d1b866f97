import { Injectable } from '@nestjs/common';
import { type LatencyRow, type SpanRow } from './messages.js';
import { Storage } from './storage.js';

/** Rows that wait for the file; then the oldest are given up, as what they tell is told coarser elsewhere. */
const MOST = 50_000;

export interface LedgerRows {
  spans: SpanRow[];
  latencies: LatencyRow[];
}

/** Rows for charts, written behind with the next flush. */
@Injectable()
export class Ledger {
  private spans: SpanRow[] = [];
  private latencies: LatencyRow[] = [];

  constructor(private readonly storage: Storage) {}

  addSpan(row: SpanRow): void {
    if (this.storage.path !== null) this.spans.push(row);
    if (this.spans.length >= 2 * MOST) this.spans = this.spans.slice(-MOST);
  }

  addLatency(row: LatencyRow): void {
    if (this.storage.path !== null) this.latencies.push(row);
    if (this.latencies.length >= 2 * MOST) this.latencies = this.latencies.slice(-MOST);
  }

  count(): number {
    return Math.max(this.spans.length, this.latencies.length);
  }

  /** At most so many of each; they count as written until `unwrite` says otherwise. */
  take(most: number): LedgerRows {
    return { spans: this.spans.splice(0, most), latencies: this.latencies.splice(0, most) };
  }

  /** These were not written after all. */
  unwrite({ spans, latencies }: LedgerRows): void {
    this.spans.unshift(...spans);
    this.latencies.unshift(...latencies);
  }
}
