/** The few words of DNS (RFC 1035) that a check needs. Reading throws a RangeError on what is no message. */
const TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33 } as const;
export type RecordType = keyof typeof TYPES;

export interface Message {
  id: number;
  isReply: boolean;
  truncated: boolean;
  rcode: string;
  /** `webmail.failover. A`, in lower case; empty without exactly one question. */
  question: string;
  /** What the answer section says of each record of the type that was asked for, as a zone file writes it, in lower case. */
  values: string[];
}

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

export function question(id: number, name: string, type: RecordType): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const wire = labels.flatMap((label) => [Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)]);
  return Buffer.concat([words(id, 0x0100, 1, 0, 0, 0), ...wire, Buffer.from([0]), words(TYPES[type], 1)]);
}

export function readMessage(bytes: Buffer): Message {
  const flags = bytes.readUInt16BE(2);
  const [asked, answered] = [bytes.readUInt16BE(4), bytes.readUInt16BE(6)];
  const head = { id: bytes.readUInt16BE(0), isReply: flags >= 0x8000, truncated: (flags & 0x0200) !== 0 };
  const rcode = RCODES[flags & 15] ?? `rcode ${flags & 15}`;
  if (asked !== 1) return { ...head, rcode, question: '', values: [] };
  const [qname, end] = readName(bytes, 12);
  const qtype = bytes.readUInt16BE(end);
  const values: string[] = [];
  let at = end + 4;
  for (let left = answered; left > 0 && !head.truncated; left--) {
    const rdata = skipName(bytes, at) + 10;
    const next = rdata + bytes.readUInt16BE(rdata - 2);
    if (next > bytes.length) throw new RangeError('a record beyond the end');
    if (bytes.readUInt16BE(rdata - 10) === qtype) values.push(textOf(qtype, bytes, rdata, next));
    at = next;
  }
  return { ...head, rcode, question: `${qname} ${typeName(qtype)}`, values };
}

const words = (...numbers: number[]) => Buffer.from(numbers.flatMap((number) => [number >> 8, number & 255]));
const typeName = (code: number) => Object.entries(TYPES).find(([, type]) => type === code)?.[0] ?? String(code);

/** Octets of a name (RFC 1035 section 3.1), and the pointers that lead through it. */
const MAX_NAME = 255;
const MAX_POINTERS = 127;

/** The name, and where it ends. A pointer leads before the part that it stands in, so there is no way round. */
function readName(bytes: Buffer, start: number): [name: string, end: number] {
  let text = '';
  let [at, part, end, pointers, octets] = [start, start, 0, 0, 1];
  for (;;) {
    const length = bytes.readUInt8(at);
    if (length === 0) return [text || '.', end || at + 1];
    if (length >= 0xc0) {
      const to = bytes.readUInt16BE(at) & 0x3fff;
      if (to >= part || ++pointers > MAX_POINTERS) throw new RangeError('a pointer forwards');
      end ||= at + 2;
      at = part = to;
      continue;
    }
    const label = bytes.subarray(at + 1, at + 1 + length);
    if (length > 63 || label.length < length) throw new RangeError('a label beyond the end');
    if ((octets += 1 + length) > MAX_NAME) throw new RangeError('a name that is too long');
    text += `${label.toString('latin1').toLowerCase().replace(/[.\\]/g, '\\$&')}.`;
    at += 1 + length;
  }
}

/** Where a name ends. */
function skipName(bytes: Buffer, start: number): number {
  for (let at = start; ; at += 1 + bytes.readUInt8(at)) {
    const length = bytes.readUInt8(at);
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
  }
}

function textOf(type: number, bytes: Buffer, at: number, end: number): string {
  const name = (offset: number) => readName(bytes, offset)[0];
  const shorts = (count: number) => Array.from({ length: count }, (_, index) => bytes.readUInt16BE(at + 2 * index));
  if (type === TYPES.A) return [...bytes.subarray(at, end)].join('.');
  if (type === TYPES.AAAA)
    return canonical(
      shorts(8)
        .map((group) => group.toString(16))
        .join(':'),
    );
  if (type === TYPES.MX) return [...shorts(1), name(at + 2)].join(' ');
  if (type === TYPES.SRV) return [...shorts(3), name(at + 6)].join(' ');
  if (type === TYPES.TXT) return strings(bytes.subarray(at, end));
  if (type !== TYPES.SOA) return name(at);
  const [mname, afterMname] = readName(bytes, at);
  const [rname, numbers] = readName(bytes, afterMname);
  return [mname, rname, ...[0, 4, 8, 12, 16].map((offset) => bytes.readUInt32BE(numbers + offset))].join(' ');
}

/** The strings of a TXT record in one. */
function strings(rdata: Buffer): string {
  let text = '';
  for (let at = 0; at < rdata.length; at += 1 + rdata[at]!) text += rdata.toString('utf8', at + 1, at + 1 + rdata[at]!);
  return text;
}

/** RFC 5952. */
export const canonical = (ipv6: string): string => URL.parse(`http://[${ipv6}]/`)?.hostname.slice(1, -1) ?? ipv6;
