import { buildTableInSteps } from '../table/build.js';
import { DOMAIN_COUNTER, HEAD, NODE } from '../table/layout.js';
import { hashName } from '../table/hash.js';
import { writeAnswer } from '../table/slot.js';
import { type Table } from '../table/table.js';
import { type AnswerSpec, type ZoneSpec } from '../types.js';
import { FormatError } from '../wire/format-error.js';
import { lowerName, parseName } from '../wire/name.js';
import { type ZoneFault } from '../zone/model.js';
import { readZonesInSteps } from '../zone/read.js';
import { inTurns } from './in-turns.js';

/** Zones that cannot be served. */
export class ZoneError extends Error {
  override readonly name = 'ZoneError';
  readonly faults: readonly ZoneFault[];

  constructor(faults: readonly ZoneFault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.faults = faults;
  }
}

/** A table with the writing side: the domains by name. */
export class AnswerTable {
  private readonly table: Table;
  private readonly workers: number;
  private readonly domains: readonly string[];
  /** Questions counted in tables before this one. */
  private inherited = new Map<string, number>();

  private constructor(table: Table, workers: number, domains: readonly string[]) {
    this.table = table;
    this.workers = workers;
    this.domains = domains;
  }

  /** Compiles zones while other work of this thread goes on between. Rejects with ZoneError. */
  static async compile(zones: readonly ZoneSpec[], workers: number): Promise<AnswerTable> {
    const { model, faults } = await inTurns(readZonesInSteps(zones));
    if (faults.length) throw new ZoneError(faults);
    const table = await inTurns(buildTableInSteps(model, workers));
    return new AnswerTable(
      table,
      workers,
      model.domains.map((domain) => domain.spec.name),
    );
  }

  get memory(): SharedArrayBuffer {
    return this.table.memory;
  }

  /** Throws Error for an unknown domain, FormatError for an answer that does not fit. */
  update(domain: string, answer: AnswerSpec): void {
    const slot = this.slotOf(domain);
    if (slot === 0) throw new Error(`${domain} is no domain`);
    writeAnswer(this.table, slot, answer);
  }

  /** `update` where there is the domain and room for the answer. */
  tryUpdate(domain: string, answer: AnswerSpec): void {
    const slot = this.slotOf(domain);
    try {
      if (slot) writeAnswer(this.table, slot, answer);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }

  queries(): Map<string, number> {
    const { words } = this.table;
    const start = words[HEAD.COUNTERS]!;
    const { length } = this.domains;
    return new Map(
      this.domains.map((name, i) => {
        let sum = this.inherited.get(name) ?? 0;
        for (let worker = 0; worker < this.workers; worker++) {
          const counter = start + (worker * length + i) * DOMAIN_COUNTER.WORDS;
          sum += words[counter]! + words[counter + 1]! + words[counter + 2]!;
        }
        return [name, sum];
      }),
    );
  }

  /** Goes on counting where `old`, which nobody reads any more, ended. */
  inherit(old: AnswerTable): void {
    this.inherited = old.queries();
  }

  private slotOf(domain: string): number {
    const name = lowerName(parseName(domain));
    const node = this.table.find(name, 0, name.length, hashName(name, 0, name.length));
    return node && this.table.words[node + NODE.SLOT]!;
  }
}
