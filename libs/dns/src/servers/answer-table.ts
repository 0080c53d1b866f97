import { buildTable } from '../table/build.js';
import { HEAD, NODE } from '../table/layout.js';
import { hashName } from '../table/hash.js';
import { writeAnswer } from '../table/slot.js';
import { type Table } from '../table/table.js';
import { type AnswerSpec, type ZoneSpec } from '../types.js';
import { lowerName, parseName } from '../wire/name.js';
import { type ZoneFault } from '../zone/model.js';
import { readZones } from '../zone/read.js';

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

  /** Throws ZoneError. */
  constructor(zones: readonly ZoneSpec[], workers: number) {
    const { model, faults } = readZones(zones);
    if (faults.length) throw new ZoneError(faults);
    this.table = buildTable(model, workers);
    this.workers = workers;
    this.domains = model.domains.map((domain) => domain.spec.name);
  }

  get memory(): SharedArrayBuffer {
    return this.table.memory;
  }

  has(domain: string): boolean {
    return this.slotOf(domain) !== 0;
  }

  /** Throws Error for an unknown domain, FormatError for an answer that does not fit. */
  update(domain: string, answer: AnswerSpec): void {
    const slot = this.slotOf(domain);
    if (slot === 0) throw new Error(`${domain} is no domain`);
    writeAnswer(this.table, slot, answer);
  }

  queries(): Map<string, number> {
    const { words } = this.table;
    const start = words[HEAD.COUNTERS]!;
    const { length } = this.domains;
    return new Map(
      this.domains.map((name, i) => {
        let sum = this.inherited.get(name) ?? 0;
        for (let worker = 0; worker < this.workers; worker++) sum += words[start + worker * length + i]!;
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
