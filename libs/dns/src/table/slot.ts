import { type AnswerSpec } from '../types.js';
import { readIpv4, readIpv6 } from '../wire/address.js';
import { OPTION, TYPE } from '../wire/codes.js';
import { FormatError } from '../wire/format-error.js';
import { A_BYTES, AAAA_BYTES, EDE_ROOM, REGION, SLOT } from './layout.js';
import { writeAddressHead } from './records.js';
import { type Table } from './table.js';

/**
 * Replaces a domain's answer: writes it into the region that nobody is sent to, then publishes it with one atomic store of the
 * sequence. A reader that loaded the sequence before sees the old answer whole; should a second update overwrite that region while
 * it reads, the sequence has moved and the reader starts again (AnswerReader). One thread writes; readers never wait.
 *
 * Throws FormatError, before anything is changed, for an answer that has no room or is not well formed.
 */
export function writeAnswer(table: Table, slot: number, answer: AnswerSpec): void {
  const { words, bytes } = table;
  const sequence = Atomics.load(words, slot + SLOT.SEQUENCE);
  const region = slot + SLOT.REGIONS + ((sequence + 1) & 1) * words[slot + SLOT.REGION_WORDS]!;
  const room4 = words[slot + SLOT.ROOM4]!;
  const room6 = words[slot + SLOT.ROOM6]!;
  const start4 = (region + REGION.RECORDS) * 4;
  const start6 = start4 + room4 * A_BYTES;
  const ede = composeEde(answer);
  let count4 = 0;
  let count6 = 0;
  for (const text of answer.addresses) {
    const isV4 = !text.includes(':');
    if (isV4 ? count4 === room4 : count6 === room6) {
      throw new FormatError(`${text} is one address more than the domain's candidates have`);
    }
    const at = isV4 ? start4 + A_BYTES * count4++ : start6 + AAAA_BYTES * count6++;
    const isAddress = isV4
      ? readIpv4(text, bytes, 0, writeAddressHead(bytes, at, TYPE.A, answer.ttl, 4))
      : readIpv6(text, bytes, writeAddressHead(bytes, at, TYPE.AAAA, answer.ttl, 16));
    if (!isAddress) throw new FormatError(`${text} is not an IPv4 or IPv6 address`);
  }
  bytes.set(ede, start6 + room6 * AAAA_BYTES);
  words[region + REGION.SERVFAIL] = answer.servfail ? 1 : 0;
  words[region + REGION.MAX] = answer.maxAnswers ?? 0;
  words[region + REGION.COUNT4] = count4;
  words[region + REGION.COUNT6] = count6;
  words[region + REGION.EDE_LENGTH] = ede.length;
  Atomics.store(words, slot + SLOT.SEQUENCE, (sequence + 1) >>> 0);
}

/** The EDE option (RFC 8914 §2), empty without one. */
function composeEde({ ede }: AnswerSpec): Uint8Array {
  if (!ede) return NONE;
  const text = new TextEncoder().encode(ede.text);
  if (text.length + 6 > EDE_ROOM) throw new FormatError(`the EDE text has ${text.length} bytes; ${EDE_ROOM - 8} is the most`);
  const length = text.length + 2;
  const out = new Uint8Array(length + 4);
  out.set([0, OPTION.EDE, length >>> 8, length & 0xff, ede.code >>> 8, ede.code & 0xff]);
  out.set(text, 6);
  return out;
}

const NONE = new Uint8Array();
