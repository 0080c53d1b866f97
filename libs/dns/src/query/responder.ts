import { type Cookies } from '../cookie/cookies.js';
import { type RateLimiter, VERDICT } from '../limit/rate-limit.js';
import { COUNTER, TYPE_CLASS } from '../stats/counters.js';
import { type Table } from '../table/table.js';
import { readIpv4, readIpv6 } from '../wire/address.js';
import { RCODE } from '../wire/codes.js';
import { Answerer } from './answerer.js';
import { type Client } from './client.js';
import { type OptSettings, OptWriter } from './opt.js';
import { HEADER_BYTES, Query, READ } from './query.js';
import { type Random } from './random.js';
import { Reply } from './reply.js';

export interface ResponderOptions {
  /** Largest UDP reply in bytes. */
  maxUdpSize: number;
  opt: OptSettings;
  cookies?: Cookies;
  limiter?: RateLimiter;
  /** This worker's counters (stats/counters.ts). */
  counters: Float64Array;
  /** This worker's number, from 0. */
  worker: number;
  /** What weighted answers are drawn with. */
  random: Random;
  /** Told of every exception that became a SERVFAIL. */
  onFault: (error: unknown) => void;
}

/**
 * Queries in, replies out: header check, one look-up, a copy and a patch. Nothing is allocated for a query. The transports own the
 * buffers, the table owns the answers; everything else is used again for the next query.
 */
export class Responder {
  private readonly options: ResponderOptions;
  private readonly query = new Query();
  private readonly reply = new Reply();
  private readonly opt: OptWriter;
  private readonly address = new Uint8Array(16);
  private answerer: Answerer;

  constructor(table: Table, options: ResponderOptions) {
    this.options = options;
    this.opt = new OptWriter(options.opt);
    this.answerer = new Answerer(table, options.worker, options.random);
  }

  /** Answers from another table from the next query on. */
  use(table: Table): void {
    this.answerer = new Answerer(table, this.options.worker, this.options.random);
  }

  /**
   * Writes the reply to the message `query[0…length)` to `out` and returns its length; 0: send nothing. `out` has room for
   * 4096 bytes over UDP, 65535 over TCP, and is not the query's buffer. Never throws.
   */
  respond(query: Uint8Array, length: number, client: Client, out: Uint8Array): number {
    const { counters } = this.options;
    // Answering replies would let two servers talk to each other for ever.
    if (length < HEADER_BYTES || (query[2]! & 0x80) !== 0) {
      counters[COUNTER.DROPPED]!++;
      return 0;
    }
    counters[(client.udp ? COUNTER.UDP4 : COUNTER.TCP4) + (client.ipv6 ? 1 : 0)]!++;
    try {
      return this.handle(query, length, client, out);
    } catch (error) {
      counters[COUNTER.FAULTS]!++;
      counters[COUNTER.RCODES + RCODE.SERVFAIL]!++;
      this.options.onFault(error);
      this.reply.begin(out, query, this.query.questionEnd, out.length);
      this.query.edns = false;
      return this.finish(query, RCODE.SERVFAIL, false, false);
    }
  }

  private handle(buffer: Uint8Array, length: number, client: Client, out: Uint8Array): number {
    const { query, reply, opt } = this;
    const { counters, cookies, limiter, maxUdpSize } = this.options;
    const isQuery = (buffer[2]! & 0x78) === 0;
    const status = query.read(buffer, length);
    // Other opcodes share the layout (RFC 2136 §2); what cannot be read is not echoed.
    if (!isQuery && status === READ.FORMERR) query.forget();
    else if (status !== READ.OK) query.forgetOptions();
    const isAnswerable = isQuery && status === READ.OK;
    let limit = out.length;
    if (client.udp) limit = Math.min(limit, query.edns ? Math.min(Math.max(query.size, 512), maxUdpSize) : 512);
    const tcp = !client.udp;
    let cookie: Uint8Array | undefined;
    let trusted = tcp;
    if (cookies && query.cookieLength) {
      const bytes = this.readAddress(client);
      cookie = cookies.server;
      if (cookies.exchange(buffer, query.cookieAt, query.cookieLength, this.address, bytes, (client.now / 1000) | 0))
        trusted = true;
    }
    const optBytes = query.edns ? opt.bytes(query, tcp, cookie !== undefined) : 0;
    reply.begin(out, buffer, query.questionEnd, limit - optBytes);
    const rcode = isAnswerable
      ? this.answer()
      : isQuery
        ? status === READ.BADVERS
          ? RCODE.BADVERS
          : RCODE.FORMERR
        : RCODE.NOTIMP;
    if (rcode === RCODE.FORMERR) counters[COUNTER.MALFORMED]!++;
    let truncated = reply.truncated;
    if (limiter && !trusted) {
      const verdict = this.limit(limiter, client, rcode);
      if (verdict === VERDICT.DROP) return 0;
      if (verdict === VERDICT.SLIP) truncated = true;
    }
    if (truncated) {
      reply.clear();
      if (reply.truncated) counters[COUNTER.TRUNCATED]!++;
    }
    counters[COUNTER.RCODES + rcode]!++;
    if (query.edns) opt.write(reply, buffer, query, rcode, tcp, cookie, isAnswerable ? this.answerer : undefined, limit);
    const authoritative = isAnswerable && this.answerer.authoritative;
    return this.finish(buffer, rcode, authoritative, truncated);
  }

  private answer(): number {
    const { query, reply, answerer } = this;
    const { counters } = this.options;
    counters[COUNTER.TYPES + (query.type < TYPE_CLASS.length ? TYPE_CLASS[query.type]! : 0)]!++;
    return answerer.answer(query, reply);
  }

  /** Writes the header (RFC 1035 §4.1.1): id, opcode and RD as they came; RA, Z, AD and CD clear. Returns the message's length. */
  private finish(buffer: Uint8Array, rcode: number, authoritative: boolean, truncated: boolean): number {
    const { query, reply } = this;
    const { out } = reply;
    const additionals = reply.additionals + (query.edns ? 1 : 0);
    out[0] = buffer[0]!;
    out[1] = buffer[1]!;
    out[2] = 0x80 | (buffer[2]! & 0x79) | (authoritative ? 0x04 : 0) | (truncated ? 0x02 : 0);
    out[3] = rcode & 15;
    out[4] = 0;
    out[5] = query.questionEnd ? 1 : 0;
    out[6] = reply.answers >>> 8;
    out[7] = reply.answers;
    out[8] = reply.authorities >>> 8;
    out[9] = reply.authorities;
    out[10] = additionals >>> 8;
    out[11] = additionals;
    return reply.at;
  }

  private readAddress(client: Client): number {
    if (client.ipv6) readIpv6(client.address, this.address, 0, true);
    else readIpv4(client.address, this.address);
    return client.ipv6 ? 16 : 4;
  }

  private limit(limiter: RateLimiter, client: Client, rcode: number): number {
    const { query, reply, answerer } = this;
    const { counters } = this.options;
    const bytes = this.readAddress(client);
    // Answers are counted by name and type, "no such thing" by zone, so that made-up names share one count; errors all together.
    let kind = rcode << 24;
    if (reply.answers) kind ^= query.name.hashAt[0]! ^ query.type;
    else if (rcode === RCODE.NXDOMAIN || rcode === RCODE.NOERROR) kind ^= answerer.zone;
    const verdict = limiter.check(this.address, bytes, kind, (client.now / 1000) | 0);
    if (verdict !== VERDICT.SEND) counters[COUNTER.LIMITED]!++;
    if (verdict === VERDICT.SLIP) counters[COUNTER.SLIPPED]!++;
    return verdict;
  }
}
