import { CLASS_IN, TYPE } from '../wire/codes.js';
import { SET, ZONE } from '../table/layout.js';
import { type Table } from '../table/table.js';
import { SOA_TTL_AT } from '../zone/soa.js';
import { HEADER_BYTES } from './query.js';

/** A message being written. `at` is its length; a record that does not fit before `limit` is left out and sets `truncated`. */
export class Reply {
  out: Uint8Array = new Uint8Array();
  at = 0;
  limit = 0;
  truncated = false;
  answers = 0;
  authorities = 0;
  additionals = 0;
  private questionEnd = 0;

  /** Starts with the question of `query` echoed byte for byte. */
  begin(out: Uint8Array, query: Uint8Array, questionEnd: number, limit: number): void {
    this.out = out;
    this.limit = limit;
    this.truncated = false;
    this.answers = this.authorities = this.additionals = 0;
    for (let i = HEADER_BYTES; i < questionEnd; i++) out[i] = query[i]!;
    this.at = this.questionEnd = Math.max(questionEnd, HEADER_BYTES);
  }

  /** Drops every record; the question stays. */
  clear(): void {
    this.at = this.questionEnd;
    this.answers = this.authorities = this.additionals = 0;
  }

  /** True, and nothing noted, if `bytes` more fit. */
  fits(bytes: number): boolean {
    if (this.at + bytes <= this.limit) return true;
    this.truncated = true;
    return false;
  }

  u16(value: number): void {
    this.out[this.at++] = value >>> 8;
    this.out[this.at++] = value;
  }

  copy(from: Uint8Array, start: number, length: number): void {
    const { out, at } = this;
    for (let i = 0; i < length; i++) out[at + i] = from[start + i]!;
    this.at += length;
  }

  /** Copies one record, owned by the name that `owner` points to. */
  record(from: Uint8Array, start: number, length: number, owner: number): void {
    const { out, at } = this;
    this.copy(from, start, length);
    out[at] = owner >>> 8;
    out[at + 1] = owner;
  }

  /** Copies a static set, its records starting with the `first`-th, each owned by the name that `owner` points to. */
  set(table: Table, set: number, owner: number, first: number): number {
    const { words, bytes } = table;
    const total = words[set + SET.BYTES]!;
    const count = words[set + SET.COUNT]!;
    if (!this.fits(total)) return 0;
    const start = (set + SET.RECORDS) * 4;
    let split = start;
    for (let i = 0; i < first; i++) split += recordBytes(bytes, split);
    let at = this.at;
    this.copy(bytes, split, start + total - split);
    this.copy(bytes, start, split - start);
    for (let i = 0; i < count; i++) {
      const size = recordBytes(this.out, at);
      this.out[at] = owner >>> 8;
      this.out[at + 1] = owner;
      at += size;
    }
    return count;
  }

  /** Copies the SOA record of a zone whose apex starts at byte `apexAt` of the message. */
  soa(table: Table, zone: number, apexAt: number, ttl: number): boolean {
    const { words, bytes } = table;
    const length = words[zone + ZONE.SOA_LENGTH]!;
    if (!this.fits(length)) return false;
    const { out, at } = this;
    this.copy(bytes, (zone + ZONE.SOA) * 4, length);
    const pointer = 0xc000 | apexAt;
    this.pointer(at, pointer);
    const pointer1 = words[zone + ZONE.POINTER1]!;
    const pointer2 = words[zone + ZONE.POINTER2]!;
    if (pointer1) this.pointer(at + pointer1, pointer);
    if (pointer2) this.pointer(at + pointer2, pointer);
    out[at + SOA_TTL_AT] = ttl >>> 24;
    out[at + SOA_TTL_AT + 1] = ttl >>> 16;
    out[at + SOA_TTL_AT + 2] = ttl >>> 8;
    out[at + SOA_TTL_AT + 3] = ttl;
    return true;
  }

  /** The HINFO that stands for all records of a name (RFC 8482 §4.2). */
  hinfo(owner: number, ttl: number): boolean {
    if (!this.fits(12 + HINFO.length)) return false;
    this.u16(owner);
    this.u16(TYPE.HINFO);
    this.u16(CLASS_IN);
    this.u16(ttl >>> 16);
    this.u16(ttl & 0xffff);
    this.u16(HINFO.length);
    this.copy(HINFO, 0, HINFO.length);
    return true;
  }

  private pointer(at: number, value: number): void {
    this.out[at] = value >>> 8;
    this.out[at + 1] = value;
  }
}

const HINFO = Uint8Array.from([7, ...[...'RFC8482'].map((c) => c.charCodeAt(0)), 0]);

/** Size of the record at `at` whose owner is a pointer. */
function recordBytes(bytes: Uint8Array, at: number): number {
  return 12 + ((bytes[at + 10]! << 8) | bytes[at + 11]!);
}
