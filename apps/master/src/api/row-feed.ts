import { Injectable } from '@nestjs/common';
import { Rows } from './rows.js';

/** Changes are told together, four times a second at most. */
const TOGETHER_MS = 250;
/** Rows that are made before others may have the thread. */
const ROWS_AT_ONCE = 100;
/** When more changed, whoever listens reads all anew, in one gzipped reply. */
const MOST_TOLD = 500;

/** What changed, as the JSON of a DomainChangesDto. */
export type ChangesListener = (json: string) => void;

/** Tells whoever listens which rows changed. */
@Injectable()
export class RowFeed {
  private readonly listeners = new Set<ChangesListener>();
  /** By domain: its row, or null when it is gone. */
  private changed = new Map<string, string | null>();
  private timer: NodeJS.Timeout | undefined;
  private stop: () => void = () => {};

  constructor(private readonly rows: Rows) {}

  /** Calls `listener` with what changes, until what is returned is called. */
  listen(listener: ChangesListener): () => void {
    if (this.listeners.size === 0) this.start();
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.end();
    };
  }

  private start(): void {
    const forget = this.rows.onStale(() => this.arm());
    const forgetRows = this.rows.onRow((domain, json) => {
      this.changed.set(domain, json);
      this.arm();
    });
    this.stop = () => {
      forget();
      forgetRows();
    };
    // There is nothing to compare with until every row was made once.
    void this.rows.all();
  }

  private end(): void {
    this.stop();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.changed.clear();
  }

  private arm(): void {
    this.timer ??= setTimeout(() => void this.tell(), TOGETHER_MS);
  }

  private async tell(): Promise<void> {
    while (this.rows.staleCount() > 0 && this.listeners.size > 0) {
      this.rows.catchUp(ROWS_AT_ONCE);
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.timer = undefined;
    const { changed } = this;
    if (changed.size === 0) return;
    this.changed = new Map();
    const json = changesJson(changed);
    for (const listener of this.listeners) listener(json);
  }
}

function changesJson(changed: ReadonlyMap<string, string | null>): string {
  const reread = changed.size > MOST_TOLD;
  const rows = reread ? [] : [...changed.values()].filter((json) => json !== null);
  const removed = reread ? [] : [...changed].flatMap(([domain, json]) => (json === null ? [domain] : []));
  return `{"domains":[${rows.join(',')}],"removed":${JSON.stringify(removed)},"reread":${reread}}`;
}
