import { Bytes } from '../wire/bytes.js';
import { CLASS_IN } from '../wire/codes.js';
import { type RecordSet } from '../zone/model.js';

/** Offset of the question's name in every message: where the owner of an answer points. */
export const QUESTION_POINTER = 0xc00c;

/** The records of a set as they stand in a message, owner first. */
export function composeSet(set: RecordSet): Uint8Array {
  const out = new Bytes();
  for (const rdata of set.rdata) {
    out.u16(QUESTION_POINTER);
    out.u16(set.type);
    out.u16(CLASS_IN);
    out.u32(set.ttl);
    out.u16(rdata.length);
    out.put(rdata);
  }
  return out.done();
}

/** Writes all of an A or AAAA record but its address, which belongs to the returned offset. */
export function writeAddressHead(out: Uint8Array, at: number, type: number, ttl: number, addressBytes: number): number {
  out[at] = QUESTION_POINTER >>> 8;
  out[at + 1] = QUESTION_POINTER & 0xff;
  out[at + 2] = 0;
  out[at + 3] = type;
  out[at + 4] = 0;
  out[at + 5] = CLASS_IN;
  out[at + 6] = ttl >>> 24;
  out[at + 7] = ttl >>> 16;
  out[at + 8] = ttl >>> 8;
  out[at + 9] = ttl;
  out[at + 10] = 0;
  out[at + 11] = addressBytes;
  return at + 12;
}
