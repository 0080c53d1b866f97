import { type Model, type Node, type RecordSet, type Zone } from '../zone/model.js';
import { composeSoa } from '../zone/soa.js';
import { finish, isStep, type Steps } from '../zone/steps.js';
import { hashName } from './hash.js';
import { DOMAIN_COUNTER, FENCE_WORDS, HASH_SLOT_WORDS, HEAD, LINE_WORDS, NODE, regionWords, SET, SLOT, ZONE } from './layout.js';
import { composeSet } from './records.js';
import { writeAnswer } from './slot.js';
import { Table } from './table.js';

/** Lays a model without faults out in shared memory, every domain with the answer that its spec gives. */
export function buildTable(model: Model, workers: number): Table {
  return finish(buildTableInSteps(model, workers));
}

/** `buildTable` for many names on a thread that has other things to do. */
export function buildTableInSteps(model: Model, workers: number): Steps<Table> {
  return new Builder(model, workers).build();
}

interface PlacedNode {
  node: Node;
  at: number;
  sets: readonly Uint8Array[];
}

const NONE: readonly Uint8Array[] = [];

class Builder {
  private words: number = HEAD.SIZE;
  private rotations = 0;
  private room = 0;
  private readonly zones = new Map<Zone, { at: number; soa: ReturnType<typeof composeSoa> }>();
  private readonly nodes = new Map<Node, PlacedNode>();

  private readonly model: Model;
  private readonly workers: number;

  constructor(model: Model, workers: number) {
    this.model = model;
    this.workers = workers;
  }

  *build(): Steps<Table> {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, this.model.nodes.size * 2)));
    const hash = this.take(slots * HASH_SLOT_WORDS);
    for (const zone of this.model.zones) this.placeZone(zone);
    let i = 0;
    for (const node of this.model.nodes.values()) {
      this.placeNode(node);
      if (isStep(i++)) yield;
    }
    const counters = this.take(this.workers * this.model.domains.length * DOMAIN_COUNTER.WORDS);
    const fences = this.take(this.workers * FENCE_WORDS);
    const memory = new SharedArrayBuffer(this.words * 4);
    const words = new Uint32Array(memory);
    words[HEAD.HASH] = hash;
    words[HEAD.MASK] = slots - 1;
    words[HEAD.DOMAINS] = this.model.domains.length;
    words[HEAD.COUNTERS] = counters;
    words[HEAD.FENCES] = fences;
    words[HEAD.WORKERS] = this.workers;
    words[HEAD.ROOM] = this.room;
    const table = new Table(memory);
    for (const zone of this.zones.keys()) this.writeZone(table, zone);
    for (const placed of this.nodes.values()) {
      this.writeNode(table, placed, hash, slots - 1);
      if (isStep(i++)) yield;
    }
    words[HEAD.ROTATIONS] = this.rotations;
    return table;
  }

  private take(words: number): number {
    const at = this.words;
    this.words += words;
    return at;
  }

  private placeZone(zone: Zone): void {
    const soa = composeSoa(zone.spec, zone.apex);
    this.zones.set(zone, { at: this.take(ZONE.SOA + bytesToWords(soa.bytes.length)), soa });
  }

  private placeNode(node: Node): void {
    if (node.domain) this.words = toLine(this.words);
    let size: number = NODE.NAME + bytesToWords(node.name.length);
    const sets = node.sets.length ? node.sets.map(composeSet) : NONE;
    for (const set of sets) size += SET.RECORDS + bytesToWords(set.length);
    if (node.domain) {
      const { room4, room6 } = node.domain;
      this.room = Math.max(this.room, room4, room6);
      size = toLine(size) + SLOT.REGIONS + 2 * regionWords(room4, room6);
    }
    this.nodes.set(node, { node, at: this.take(size), sets });
  }

  private writeZone(table: Table, zone: Zone): void {
    const { at, soa } = this.zones.get(zone)!;
    const { words } = table;
    words[at + ZONE.APEX_LENGTH] = zone.apex.length;
    words[at + ZONE.PARENT] = zone.parent ? this.zones.get(zone.parent)!.at : 0;
    words[at + ZONE.TTL] = zone.spec.ttl;
    words[at + ZONE.NEGATIVE_TTL] = Math.min(zone.spec.ttl, zone.spec.negativeTtl);
    words[at + ZONE.SOA_LENGTH] = soa.bytes.length;
    words.set(soa.pointers, at + ZONE.POINTER1);
    table.bytes.set(soa.bytes, (at + ZONE.SOA) * 4);
  }

  private writeNode(table: Table, { node, at, sets }: PlacedNode, hash: number, mask: number): void {
    const { words } = table;
    words[at + NODE.LENGTH] = node.name.length;
    words[at + NODE.ZONE] = this.zones.get(node.zone)!.at;
    words[at + NODE.CUT] = node.cut ? this.nodes.get(node.cut)!.at : 0;
    words[at + NODE.WILDCARD] = node.wildcard ? this.nodes.get(node.wildcard)!.at : 0;
    words[at + NODE.SETS] = sets.length;
    const nameAt = (at + NODE.NAME) * 4;
    for (let i = 0; i < node.name.length; i++) table.bytes[nameAt + i] = node.name.charCodeAt(i);
    let next = at + NODE.NAME + bytesToWords(node.name.length);
    words[at + NODE.SETS_AT] = next;
    sets.forEach((bytes, i) => (next = this.writeSet(table, next, node.sets[i]!, bytes)));
    if (node.domain) {
      const { index, room4, room6, spec } = node.domain;
      words[at + NODE.DOMAIN] = index + 1;
      next = toLine(next);
      words[at + NODE.SLOT] = next;
      // The first answer goes into the region next to the head.
      words[next + SLOT.SEQUENCE] = 1;
      words[next + SLOT.ROOM4] = room4;
      words[next + SLOT.ROOM6] = room6;
      words[next + SLOT.REGION_WORDS] = regionWords(room4, room6);
      writeAnswer(table, next, spec.answer);
    }
    const key = hashName(table.bytes, nameAt, node.name.length);
    let slot = key & mask;
    while (words[hash + slot * HASH_SLOT_WORDS + 1]) slot = (slot + 1) & mask;
    words[hash + slot * HASH_SLOT_WORDS] = key;
    words[hash + slot * HASH_SLOT_WORDS + 1] = at;
  }

  private writeSet(table: Table, at: number, set: RecordSet, bytes: Uint8Array): number {
    const { words } = table;
    words[at + SET.TYPE] = set.type;
    words[at + SET.COUNT] = set.rdata.length;
    words[at + SET.BYTES] = bytes.length;
    words[at + SET.ROTATION] = this.rotations++;
    table.bytes.set(bytes, (at + SET.RECORDS) * 4);
    return at + SET.RECORDS + bytesToWords(bytes.length);
  }
}

function toLine(words: number): number {
  return Math.ceil(words / LINE_WORDS) * LINE_WORDS;
}

function bytesToWords(bytes: number): number {
  return (bytes + 3) >>> 2;
}
