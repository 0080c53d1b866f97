import { DOMAIN_COUNTER, HEAD, NODE, SET, ZONE } from '../table/layout.js';
import { QUESTION_POINTER } from '../table/records.js';
import { type Table } from '../table/table.js';
import { CLASS_IN, EDE, RCODE, TYPE } from '../wire/codes.js';
import { ANSWERED, DomainAnswer } from './domain-answer.js';
import { NameIndex } from './name-index.js';
import { HEADER_BYTES, type Query } from './query.js';
import { type Random } from './random.js';
import { type Reply } from './reply.js';

/** A chain of CNAMEs is followed this far. */
const MAX_CHAIN = 16;

/** Decides and writes what one table answers to a question (RFC 1034 §4.3.2, RFC 4592 for wildcards). */
export class Answerer {
  authoritative = false;
  /** EDE code of the last answer without a text of its own; 0: none. */
  info = 0;
  /** The zone of the last question; 0: none of ours. */
  zone = 0;
  readonly domainAnswer: DomainAnswer;
  private readonly table: Table;
  /** Turn of each static set, so that the order differs from answer to answer. */
  private readonly turns: Uint16Array;
  /** Offset of this worker's counters of domains. */
  private readonly counters: number;
  private readonly target = new NameIndex();
  private encloser = 0;
  /** Nodes of the chain of CNAMEs that is being followed. */
  private readonly chain = new Uint32Array(MAX_CHAIN);

  constructor(table: Table, worker: number, random: Random) {
    this.table = table;
    this.domainAnswer = new DomainAnswer(table, worker, random);
    const { words } = table;
    this.counters = words[HEAD.COUNTERS]! + worker * words[HEAD.DOMAINS]! * DOMAIN_COUNTER.WORDS;
    this.turns = new Uint16Array(table.words[HEAD.ROTATIONS]!);
  }

  /** Writes the records behind the question that `reply` starts with; returns the rcode. */
  answer(query: Query, reply: Reply): number {
    this.authoritative = false;
    this.info = this.zone = this.domainAnswer.edeLength = 0;
    const { type } = query;
    if (query.class !== CLASS_IN) return this.refuse(EDE.NOT_SUPPORTED);
    if (type === TYPE.OPT || (type >= 128 && type !== TYPE.ANY && type < 256)) return this.metaType(type);
    const { words } = this.table;
    const node = this.locate(reply.out, HEADER_BYTES, query.name);
    if (this.encloser === 0) return this.refuse(EDE.NOT_AUTHORITATIVE);
    this.zone = words[this.encloser + NODE.ZONE]!;
    const cut = words[this.encloser + NODE.CUT]!;
    if (type === TYPE.DS && node) {
      // The parent speaks for the DS of a child (RFC 4035 §3.1.4.1).
      const parent = words[this.zone + ZONE.PARENT]!;
      if (parent && words[node + NODE.LENGTH] === words[this.zone + ZONE.APEX_LENGTH]) this.zone = parent;
    }
    if (cut && !(type === TYPE.DS && node === cut)) return this.refer(query, reply, cut);
    this.authoritative = true;
    return this.follow(query, reply, node);
  }

  /** The node of a name, or 0; `encloser` is then the closest one above it (RFC 4592 §3.3.1), 0 outside all zones. */
  private locate(buffer: Uint8Array, start: number, name: NameIndex): number {
    for (let label = 0; label <= name.labels; label++) {
      const at = name.labelAt[label]!;
      const node = this.table.find(buffer, start + at, name.length - at, name.hashAt[label]!);
      if (node) {
        this.encloser = node;
        return label === 0 ? node : 0;
      }
    }
    this.encloser = 0;
    return 0;
  }

  private follow(query: Query, reply: Reply, node: number): number {
    const { words } = this.table;
    const { type } = query;
    const apexAt = HEADER_BYTES + query.name.length - words[this.zone + ZONE.APEX_LENGTH]!;
    let owner = QUESTION_POINTER;
    for (let hops = 0; hops < MAX_CHAIN; hops++) {
      if (node === 0) node = words[this.encloser + NODE.WILDCARD]!;
      if (node === 0) return this.negative(reply, apexAt, RCODE.NXDOMAIN);
      if (words[node + NODE.DOMAIN]) {
        const kind = type === TYPE.A ? DOMAIN_COUNTER.A : type === TYPE.AAAA ? DOMAIN_COUNTER.AAAA : DOMAIN_COUNTER.OTHER;
        const turn = words[this.counters + (words[node + NODE.DOMAIN]! - 1) * DOMAIN_COUNTER.WORDS + kind]!++;
        if (kind !== DOMAIN_COUNTER.OTHER) return this.dynamic(reply, node, type === TYPE.AAAA, owner, turn, apexAt);
      }
      if (type === TYPE.SOA && this.isApex(node)) {
        if (reply.soa(this.table, this.zone, apexAt, words[this.zone + ZONE.TTL]!)) reply.answers++;
        return RCODE.NOERROR;
      }
      if (type === TYPE.ANY && (words[node + NODE.SETS] || words[node + NODE.DOMAIN])) {
        if (reply.hinfo(owner, words[this.zone + ZONE.TTL]!)) reply.answers++;
        return RCODE.NOERROR;
      }
      const set = this.findSet(node, type);
      if (set) {
        reply.answers += reply.set(this.table, set, owner, this.turn(set));
        return RCODE.NOERROR;
      }
      const alias = this.findSet(node, TYPE.CNAME);
      if (alias === 0) return this.negative(reply, apexAt, RCODE.NOERROR);
      if (this.isLoop(node, hops)) return RCODE.NOERROR;
      const target = reply.at + 12;
      reply.answers += reply.set(this.table, alias, owner, 0);
      if (reply.truncated || target > 0x3fff) return RCODE.NOERROR;
      this.target.read(reply.out, target, reply.at);
      node = this.locate(reply.out, target, this.target);
      const inZone = this.encloser !== 0 && words[this.encloser + NODE.ZONE] === this.zone && !words[this.encloser + NODE.CUT];
      if (!inZone) return RCODE.NOERROR;
      owner = 0xc000 | target;
    }
    return RCODE.NOERROR;
  }

  /** Has the chain been at this node before? Its CNAME would be in the answer twice (RFC 2181 §5). */
  private isLoop(node: number, hops: number): boolean {
    for (let hop = 0; hop < hops; hop++) if (this.chain[hop] === node) return true;
    this.chain[hops] = node;
    return false;
  }

  private dynamic(reply: Reply, node: number, ipv6: boolean, owner: number, turn: number, apexAt: number): number {
    const slot = this.table.words[node + NODE.SLOT]!;
    const result = this.domainAnswer.write(reply, slot, ipv6, owner, turn);
    if (result === ANSWERED.NONE) return this.negative(reply, apexAt, RCODE.NOERROR);
    if (result === ANSWERED.RECORDS) return RCODE.NOERROR;
    this.authoritative = false;
    reply.clear();
    return RCODE.SERVFAIL;
  }

  /** The SOA that says for how long a resolver may remember "no" (RFC 2308). */
  private negative(reply: Reply, apexAt: number, rcode: number): number {
    const ttl = this.table.words[this.zone + ZONE.NEGATIVE_TTL]!;
    if (reply.soa(this.table, this.zone, apexAt, ttl)) reply.authorities++;
    return rcode;
  }

  /** A referral: the delegation's name servers, with the addresses we have for them (RFC 9471: all of them or TC). */
  private refer(query: Query, reply: Reply, cut: number): number {
    const { words } = this.table;
    const set = this.findSet(cut, TYPE.NS);
    const owner = 0xc000 | (HEADER_BYTES + query.name.length - words[cut + NODE.LENGTH]!);
    let at = reply.at;
    reply.authorities += reply.set(this.table, set, owner, this.turn(set));
    const end = reply.at;
    while (at < end) {
      const target = at + 12;
      this.target.read(reply.out, target, end);
      at = target + this.target.length;
      const node = this.locate(reply.out, target, this.target);
      if (node === 0 || words[node + NODE.ZONE] !== this.zone) continue;
      for (const type of GLUE) {
        const glue = this.findSet(node, type);
        if (glue) reply.additionals += reply.set(this.table, glue, 0xc000 | target, this.turn(glue));
      }
    }
    return RCODE.NOERROR;
  }

  private refuse(info: number): number {
    this.info = info;
    return RCODE.REFUSED;
  }

  /** Question types that are not data (RFC 6895 §3.1). */
  private metaType(type: number): number {
    if (type === TYPE.AXFR || type === TYPE.IXFR) return this.refuse(EDE.NOT_SUPPORTED);
    return type === TYPE.OPT || type === TYPE.TSIG || type === TYPE.TKEY ? RCODE.FORMERR : RCODE.NOTIMP;
  }

  private isApex(node: number): boolean {
    const { words } = this.table;
    return words[node + NODE.LENGTH] === words[words[node + NODE.ZONE]! + ZONE.APEX_LENGTH];
  }

  private findSet(node: number, type: number): number {
    const { words } = this.table;
    let set = words[node + NODE.SETS_AT]!;
    for (let left = words[node + NODE.SETS]!; left > 0; left--) {
      if (words[set + SET.TYPE] === type) return set;
      set += SET.RECORDS + ((words[set + SET.BYTES]! + 3) >>> 2);
    }
    return 0;
  }

  private turn(set: number): number {
    const { words } = this.table;
    const count = words[set + SET.COUNT]!;
    return count < 2 ? 0 : this.turns[words[set + SET.ROTATION]!]!++ % count;
  }
}

const GLUE = [TYPE.A, TYPE.AAAA] as const;
