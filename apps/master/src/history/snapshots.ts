import { Injectable, Logger } from '@nestjs/common';
import { restored, snapshotOf } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { Clock } from '../health/clock.js';
import { DomainStates } from '../health/domain-states.js';
import { PolicyTable } from '../health/policy-table.js';
import { votersOf } from '../health/voters.js';
import { WakeQueue } from '../health/wake-queue.js';
import { type Loaded, type StateRow } from './messages.js';

/** Which domains' states are not in the file as they are, and those states as rows. */
@Injectable()
export class Snapshots {
  private readonly log = new Logger('History');
  private readonly unwritten = new Set<string>();
  /** A state that changes by itself, as its votes go stale, tells nobody. */
  private readonly expiries = new WakeQueue();

  constructor(
    private readonly config: CurrentConfig,
    private readonly policies: PolicyTable,
    private readonly states: DomainStates,
    private readonly clock: Clock,
  ) {
    states.onChange(({ name }) => this.unwritten.add(name));
    config.onChange((next, previous) => {
      for (const [name, domain] of next.domains) if (domain !== previous.domains.get(name)) this.unwritten.add(name);
      for (const name of previous.domains.keys()) if (!next.domains.has(name)) this.unwritten.add(name);
    });
  }

  /** Puts back what stood in the file. */
  restore(rows: Loaded['states']): void {
    const mayVote = votersOf(this.config.value);
    let newest = 0;
    let count = 0;
    for (const [name, json, at] of rows) {
      const domain = this.config.domain(name);
      if (domain === undefined) this.unwritten.add(name);
      else {
        const goneMs = Math.max(0, this.clock.wall().getTime() - at);
        this.states.put(domain, restored(domain, parsed(json), this.clock.now(), goneMs), mayVote);
        newest = Math.max(newest, at);
        count++;
      }
    }
    if (count === 0) return;
    const when = new Date(newest).toISOString();
    this.log.log(
      `${count} ${count === 1 ? 'domain stands' : 'domains stand'} as on ${when}, until reports confirm it or the timeout ends`,
    );
  }

  /** What stands in the file is older than what is known. */
  supersede(rows: Loaded['states']): void {
    for (const [name] of rows) this.unwritten.add(name);
    this.unwriteAll();
  }

  /** A new file was begun. */
  unwriteAll(): void {
    for (const name of this.config.value.domains.keys()) this.unwritten.add(name);
  }

  /** These were not written after all. */
  unwrite(rows: readonly StateRow[]): void {
    for (const [name] of rows) this.unwritten.add(name);
  }

  /** How many must be written. */
  count(): number {
    for (const name of this.expiries.due(this.clock.now())) this.unwritten.add(name);
    return this.unwritten.size;
  }

  /** What must be written, or a part of it; it counts as written until `unwrite` says otherwise. */
  take(limit: number): StateRow[] {
    const rows: StateRow[] = [];
    for (const name of this.unwritten) {
      if (rows.length >= limit) break;
      this.unwritten.delete(name);
      // A start goes on with the config of before the trial.
      if (this.config.domain(name) === undefined && this.config.mayReturn?.domains.has(name)) continue;
      rows.push([name, this.rowOf(name)]);
    }
    return rows;
  }

  private rowOf(name: string): string | null {
    const domain = this.config.domain(name);
    if (domain === undefined) {
      this.expiries.set(name, null);
      return null;
    }
    const state = this.states.stateOf(domain);
    this.expiries.set(name, state.until === Number.POSITIVE_INFINITY ? null : state.until);
    return JSON.stringify(snapshotOf(domain, this.policies.of(domain), state, this.clock.now()));
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
