import { OPTION, TYPE } from '../wire/codes.js';
import { type Answerer } from './answerer.js';
import { type Query } from './query.js';
import { type Reply } from './reply.js';

/** Bytes of an OPT record without options. */
const OPT_BYTES = 11;
const COOKIE_BYTES = 24;

/** What the reply's OPT record says besides what the answer adds to it. */
export interface OptSettings {
  /** UDP payload size that we take. */
  size: number;
  nsid: Uint8Array;
  /** Idle timeout of TCP connections in units of 100 ms (RFC 7828 §3.1). */
  keepalive: number;
}

/** Appends OPT records (RFC 6891 §6.1.2) to replies. */
export class OptWriter {
  private readonly settings: OptSettings;

  constructor(settings: OptSettings) {
    this.settings = settings;
  }

  /** Bytes that must be kept free for the record; the EDE is extra and only sent if there is room. */
  bytes(query: Query, tcp: boolean, cookie: boolean): number {
    const { nsid } = this.settings;
    let bytes = OPT_BYTES;
    if (query.nsid && nsid.length) bytes += 4 + nsid.length;
    if (cookie) bytes += 4 + COOKIE_BYTES;
    if (query.ecsLength) bytes += 4 + query.ecsLength;
    if (query.keepalive && tcp) bytes += 6;
    return bytes;
  }

  /** `limit` is that of the whole message. */
  write(
    reply: Reply,
    buffer: Uint8Array,
    query: Query,
    rcode: number,
    tcp: boolean,
    cookie: Uint8Array | undefined,
    answerer: Answerer | undefined,
    limit: number,
  ): void {
    const { out, at } = reply;
    const { nsid, size, keepalive } = this.settings;
    out[reply.at++] = 0;
    reply.u16(TYPE.OPT);
    reply.u16(size);
    reply.u16((rcode >> 4) << 8);
    reply.u16(query.dnssecOk ? 0x8000 : 0);
    reply.u16(0);
    if (query.nsid && nsid.length) option(reply, OPTION.NSID, nsid, 0, nsid.length);
    if (cookie) {
      reply.u16(OPTION.COOKIE);
      reply.u16(COOKIE_BYTES);
      reply.copy(buffer, query.cookieAt, 8);
      reply.copy(cookie, 0, COOKIE_BYTES - 8);
    }
    if (query.ecsLength) {
      // Scope 0: the answer is the same for every client (RFC 7871 §7.2.1).
      option(reply, OPTION.ECS, buffer, query.ecsAt, query.ecsLength);
    }
    if (query.keepalive && tcp) {
      reply.u16(OPTION.KEEPALIVE);
      reply.u16(2);
      reply.u16(keepalive);
    }
    if (answerer) this.writeEde(reply, answerer, limit);
    const length = reply.at - at - OPT_BYTES;
    out[at + 9] = length >>> 8;
    out[at + 10] = length;
  }

  private writeEde(reply: Reply, answerer: Answerer, limit: number): void {
    const { ede, edeLength } = answerer.domainAnswer;
    if (edeLength) {
      if (reply.at + edeLength <= limit) reply.copy(ede, 0, edeLength);
    } else if (answerer.info && reply.at + 6 <= limit) {
      reply.u16(OPTION.EDE);
      reply.u16(2);
      reply.u16(answerer.info);
    }
  }
}

function option(reply: Reply, code: number, from: Uint8Array, start: number, length: number): void {
  reply.u16(code);
  reply.u16(length);
  reply.copy(from, start, length);
}
