import { type AnswerSpec } from '../types.js';
import { readIpv4, readIpv6 } from '../wire/address.js';
import { OPTION, TYPE } from '../wire/codes.js';
import { FormatError } from '../wire/format-error.js';
import { checkWeights } from '../zone/weights.js';
import { A_BYTES, AAAA_BYTES, drawAt, EDE_ROOM, FLAG, REGION, SLOT } from './layout.js';
import { writeAddressHead } from './records.js';
import { type Table } from './table.js';
import { writeDraw } from './weights.js';

/**
 * Replaces a domain's answer: writes it into the region that nobody is sent to, then publishes it with one atomic store of the
 * sequence. A reader that loaded the sequence before sees the old answer whole; should a second update overwrite that region while
 * it reads, the sequence has moved and the reader starts again (AnswerReader). One thread writes; readers never wait.
 *
 * Throws FormatError, before anything is changed, for an answer that has no room or is not well formed.
 */
export function writeAnswer(table: Table, slot: number, answer: AnswerSpec): void {
  const { words, bytes } = table;
  checkWeights(answer, (at, message) => {
    throw new FormatError(`weights${at}: ${message}`);
  });
  const sequence = Atomics.load(words, slot + SLOT.SEQUENCE);
  const region = slot + SLOT.REGIONS + ((sequence + 1) & 1) * words[slot + SLOT.REGION_WORDS]!;
  const room4 = words[slot + SLOT.ROOM4]!;
  const room6 = words[slot + SLOT.ROOM6]!;
  const start4 = (region + REGION.RECORDS) * 4;
  const start6 = start4 + room4 * A_BYTES;
  const ede = composeEde(answer);
  words[region + REGION.COUNT4] = writeFamily(table, answer, false, room4, start4, drawAt(region, room4, room6, false));
  words[region + REGION.COUNT6] = writeFamily(table, answer, true, room6, start6, drawAt(region, room4, room6, true));
  bytes.set(ede, start6 + room6 * AAAA_BYTES);
  words[region + REGION.FLAGS] = (answer.servfail ? FLAG.SERVFAIL : 0) | (answer.weights ? FLAG.WEIGHTED : 0);
  words[region + REGION.MAX] = answer.maxAnswers ?? (answer.weights ? 1 : 0);
  words[region + REGION.EDE_LENGTH] = ede.length;
  Atomics.store(words, slot + SLOT.SEQUENCE, (sequence + 1) >>> 0);
}

/** Writes the records of one family from byte `at` on and what draws them from word `draws` on; returns how many there are. */
function writeFamily(table: Table, answer: AnswerSpec, ipv6: boolean, room: number, at: number, draws: number): number {
  const { bytes } = table;
  const { addresses, weights, ttl } = answer;
  const isOurs = (text: string) => text.includes(':') === ipv6;
  const isEqual = !weights?.some((weight, i) => weight > 0 && isOurs(addresses[i]!));
  const drawn: number[] = [];
  let count = 0;
  let left = room;
  for (let i = 0; i < addresses.length; i++) {
    const text = addresses[i]!;
    if (!isOurs(text)) continue;
    if (left-- === 0) throw new FormatError(`${text} is one address more than the domain's candidates have`);
    const start = at + count * (ipv6 ? AAAA_BYTES : A_BYTES);
    const isAddress = ipv6
      ? readIpv6(text, bytes, writeAddressHead(bytes, start, TYPE.AAAA, ttl, 16))
      : readIpv4(text, bytes, 0, writeAddressHead(bytes, start, TYPE.A, ttl, 4));
    if (!isAddress) throw new FormatError(`${text} is not an IPv4 or IPv6 address`);
    const weight = isEqual ? 1 : weights![i]!;
    // The next record takes the place of one that is never drawn.
    if (weight === 0) continue;
    if (weights) drawn.push(weight);
    count++;
  }
  if (drawn.length > 1) writeDraw(table.words, draws, drawn);
  return count;
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
