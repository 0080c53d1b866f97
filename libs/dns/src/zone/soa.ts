import { type ZoneSpec } from '../types.js';
import { Bytes } from '../wire/bytes.js';
import { CLASS_IN, TYPE } from '../wire/codes.js';
import { isWithin, lowerName, parseName } from '../wire/name.js';

/** A composed SOA record whose compression pointers to the apex are written at query time, when the apex' place is known. */
export interface SoaTemplate {
  bytes: Uint8Array;
  /** Where in `bytes` pointers to the apex go, besides the owner at 0; 0 for none. */
  pointers: [number, number];
}

/** Offset of the TTL in `SoaTemplate.bytes`. */
export const SOA_TTL_AT = 6;

/** Composes a zone's SOA (RFC 1035 §3.3.13, MINIMUM as in RFC 2308 §4). Throws FormatError on a bad name. */
export function composeSoa(spec: ZoneSpec, apex: Uint8Array): SoaTemplate {
  const { soa } = spec;
  const rdata = new Bytes();
  const head = 12;
  const pointers = [soa.mname, soa.rname].map((text) => {
    const name = parseName(text);
    if (apex.length === 1 || !isWithin(lowerName(name.slice()), apex)) {
      rdata.put(name);
      return 0;
    }
    rdata.put(name.subarray(0, name.length - apex.length));
    rdata.u16(0xc000);
    return head + rdata.length - 2;
  }) as [number, number];
  for (const value of [soa.serial, soa.refresh, soa.retry, soa.expire, spec.negativeTtl]) rdata.u32(value);
  const out = new Bytes();
  out.u16(0xc000);
  out.u16(TYPE.SOA);
  out.u16(CLASS_IN);
  out.u32(spec.ttl);
  out.u16(rdata.length);
  out.put(rdata.done());
  return { bytes: out.done(), pointers };
}
