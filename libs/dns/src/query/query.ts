import { OPTION, TYPE } from '../wire/codes.js';
import { isWellFormedEcs } from './ecs.js';
import { NameIndex } from './name-index.js';

export const HEADER_BYTES = 12;

/** What became of reading a query. */
export const READ = { OK: 0, FORMERR: 1, BADVERS: 2 } as const;

/** A question and its EDNS part as offsets into the query's bytes. One object is used again for every query. */
export class Query {
  readonly name = new NameIndex();
  type = 0;
  class = 0;
  /** Offset behind the question, 0 if there is none that can be echoed. */
  questionEnd = 0;
  edns = false;
  /** The client's UDP payload size. */
  size = 0;
  dnssecOk = false;
  nsid = false;
  keepalive = false;
  /** Offset of the cookie's bytes and how many there are; 0: no cookie. */
  cookieAt = 0;
  cookieLength = 0;
  ecsAt = 0;
  ecsLength = 0;

  /** Reads a message of which the header was found to be no reply (QR=0). Never throws. */
  read(buffer: Uint8Array, length: number): number {
    this.questionEnd = 0;
    this.type = 0;
    this.edns = this.dnssecOk = this.nsid = this.keepalive = false;
    this.size = this.cookieLength = this.ecsLength = 0;
    if (u16(buffer, 4) !== 1) return READ.FORMERR;
    if (!this.name.read(buffer, HEADER_BYTES, length)) return READ.FORMERR;
    let at = HEADER_BYTES + this.name.length;
    if (at + 4 > length) return READ.FORMERR;
    this.type = u16(buffer, at);
    this.class = u16(buffer, at + 2);
    this.questionEnd = at += 4;
    const beforeAdditional = u16(buffer, 6) + u16(buffer, 8);
    const records = beforeAdditional + u16(buffer, 10);
    let status: number = READ.OK;
    for (let i = 0; i < records; i++) {
      const start = at;
      at = skipName(buffer, at, length);
      if (at < 0 || at + 10 > length) return READ.FORMERR;
      const dataLength = u16(buffer, at + 8);
      if (at + 10 + dataLength > length) return READ.FORMERR;
      if (u16(buffer, at) === TYPE.OPT) {
        if (this.edns || i < beforeAdditional || at !== start + 1) return READ.FORMERR;
        status = this.readOpt(buffer, at, dataLength);
      }
      at += 10 + dataLength;
    }
    return at === length ? status : READ.FORMERR;
  }

  /** As if nothing but the header had come. */
  forget(): void {
    this.questionEnd = 0;
    this.edns = false;
    this.forgetOptions();
  }

  /** Leaves only what a reply's OPT record needs without options, as after a fault in them. */
  forgetOptions(): void {
    this.nsid = this.keepalive = false;
    this.cookieLength = this.ecsLength = 0;
  }

  /** Reads the OPT record (RFC 6891 §6.1.2) whose type stands at `at`. */
  private readOpt(buffer: Uint8Array, at: number, dataLength: number): number {
    this.edns = true;
    this.size = u16(buffer, at + 2);
    this.dnssecOk = (buffer[at + 6]! & 0x80) !== 0;
    // A later version may define its options differently, so they are not read.
    if (buffer[at + 5] !== 0) return READ.BADVERS;
    const end = at + 10 + dataLength;
    for (at += 10; at < end;) {
      if (at + 4 > end) return READ.FORMERR;
      const code = u16(buffer, at);
      const length = u16(buffer, at + 2);
      at += 4;
      if (at + length > end) return READ.FORMERR;
      if (!this.readOption(buffer, code, at, length)) return READ.FORMERR;
      at += length;
    }
    return READ.OK;
  }

  /** False for a known option that is malformed; unknown ones are ignored. */
  private readOption(buffer: Uint8Array, code: number, at: number, length: number): boolean {
    switch (code) {
      case OPTION.NSID:
        this.nsid = true;
        return true;
      case OPTION.KEEPALIVE:
        this.keepalive = true;
        return true;
      case OPTION.COOKIE:
        // RFC 7873 §5.2.2: 8 bytes of the client, then none or 8–32 of the server.
        if (length !== 8 && (length < 16 || length > 40)) return false;
        if (this.cookieLength) return true;
        this.cookieAt = at;
        this.cookieLength = length;
        return true;
      case OPTION.ECS:
        if (!isWellFormedEcs(buffer, at, length)) return false;
        if (this.ecsLength) return true;
        this.ecsAt = at;
        this.ecsLength = length;
        return true;
      default:
        return true;
    }
  }
}

export function u16(buffer: Uint8Array, at: number): number {
  return (buffer[at]! << 8) | buffer[at + 1]!;
}

/** Offset behind the name of a counted record, which may end in a pointer; -1 if it runs out of the message. */
function skipName(buffer: Uint8Array, at: number, end: number): number {
  const start = at;
  while (at < end && at - start < 255) {
    const length = buffer[at]!;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    if (length > 63) return -1;
    at += length + 1;
  }
  return -1;
}
