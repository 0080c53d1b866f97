import { A_BYTES, AAAA_BYTES, drawAt, EDE_ROOM, FENCE_WORDS, FLAG, HEAD, REGION, SLOT } from '../table/layout.js';
import { type Table } from '../table/table.js';
import { Draw } from './draw.js';
import { type Random } from './random.js';
import { type Reply } from './reply.js';

/** How a domain answered. */
export const ANSWERED = { RECORDS: 0, NONE: 1, SERVFAIL: 2 } as const;

/** Reads domains' current answers while another thread may replace them. */
export class DomainAnswer {
  /** The EDE option of the last answer read. */
  readonly ede = new Uint8Array(EDE_ROOM);
  edeLength = 0;
  private readonly table: Table;
  private readonly fence: number;
  private readonly draw: Draw;

  /** `worker` chooses the cell that the fence below writes to. */
  constructor(table: Table, worker: number, random: Random) {
    this.table = table;
    this.fence = table.words[HEAD.FENCES]! + worker * FENCE_WORDS;
    this.draw = new Draw(table.words, table.words[HEAD.ROOM]!, random);
  }

  /**
   * Writes the A or AAAA records of the slot's current answer, drawn by weight or else starting with the `turn`-th modulo their
   * number. What was read is discarded and read again if the sequence moved meanwhile: from then on the writer may be in this region. The atomic addition
   * keeps the second load of the sequence behind the reads of the records on processors that reorder loads.
   */
  write(reply: Reply, slot: number, ipv6: boolean, owner: number, turn: number): number {
    const { words } = this.table;
    const start = reply.at;
    for (;;) {
      const sequence = Atomics.load(words, slot + SLOT.SEQUENCE);
      const region = slot + SLOT.REGIONS + (sequence & 1) * words[slot + SLOT.REGION_WORDS]!;
      reply.at = start;
      reply.truncated = false;
      const result = this.copy(reply, slot, region, ipv6, owner, turn);
      Atomics.add(words, this.fence, 1);
      if (Atomics.load(words, slot + SLOT.SEQUENCE) !== sequence) continue;
      reply.answers += (reply.at - start) / (ipv6 ? AAAA_BYTES : A_BYTES);
      return result;
    }
  }

  private copy(reply: Reply, slot: number, region: number, ipv6: boolean, owner: number, turn: number): number {
    const { words, bytes } = this.table;
    const records = (region + REGION.RECORDS) * 4;
    const start6 = records + words[slot + SLOT.ROOM4]! * A_BYTES;
    this.edeLength = words[region + REGION.EDE_LENGTH]!;
    if (this.edeLength) {
      const edeAt = start6 + words[slot + SLOT.ROOM6]! * AAAA_BYTES;
      for (let i = 0; i < this.edeLength; i++) this.ede[i] = bytes[edeAt + i]!;
    }
    const flags = words[region + REGION.FLAGS]!;
    if (flags & FLAG.SERVFAIL) return ANSWERED.SERVFAIL;
    const count = words[region + (ipv6 ? REGION.COUNT6 : REGION.COUNT4)]!;
    if (count === 0) return ANSWERED.NONE;
    const max = words[region + REGION.MAX]!;
    const taken = max && max < count ? max : count;
    const size = ipv6 ? AAAA_BYTES : A_BYTES;
    if (!reply.fits(taken * size)) return ANSWERED.RECORDS;
    const start = ipv6 ? start6 : records;
    if (flags & FLAG.WEIGHTED && count > 1) {
      const draws = drawAt(region, words[slot + SLOT.ROOM4]!, words[slot + SLOT.ROOM6]!, ipv6);
      this.copyDrawn(reply, start, size, owner, draws, count, taken);
      return ANSWERED.RECORDS;
    }
    for (let i = 0, next = turn % count; i < taken; i++, next++) {
      if (next === count) next = 0;
      reply.record(bytes, start + next * size, size, owner);
    }
    return ANSWERED.RECORDS;
  }

  private copyDrawn(reply: Reply, start: number, size: number, owner: number, at: number, count: number, taken: number): void {
    const { draw, table } = this;
    for (let i = 1; ; i++) {
      const next = draw.next(at, count);
      reply.record(table.bytes, start + next * size, size, owner);
      if (i === taken) break;
      draw.take(at, count, next);
    }
    if (taken > 1) draw.end(count);
  }
}
