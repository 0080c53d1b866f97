import { composeCaa } from './caa.js';
import { type Fields } from './fields.js';
import { composeSvcb } from './svcb.js';

export interface RecordType {
  code: number;
  /** Reads the presentation fields of the rdata and composes its bytes. */
  compose(fields: Fields): void;
}

const name = (fields: Fields) => fields.name('a name');
const strings = (fields: Fields) => {
  do fields.string('a text');
  while (fields.more);
};
const certificate = (fields: Fields) => {
  fields.u8('certificate usage');
  fields.u8('selector');
  fields.u8('matching type');
  fields.hex('certificate data');
};

/** The types whose rdata can be written in their own presentation format; every other is written as RFC 3597 has it. */
export const RECORD_TYPES: Readonly<Record<string, RecordType>> = {
  A: { code: 1, compose: (f) => f.ipv4() },
  NS: { code: 2, compose: name },
  CNAME: { code: 5, compose: name },
  PTR: { code: 12, compose: name },
  HINFO: { code: 13, compose: (f) => (f.string('CPU'), f.string('OS')) },
  MX: { code: 15, compose: (f) => (f.u16('preference'), f.name('exchange')) },
  TXT: { code: 16, compose: strings },
  RP: { code: 17, compose: (f) => (f.name('mailbox'), f.name('TXT name')) },
  AAAA: { code: 28, compose: (f) => f.ipv6() },
  SRV: { code: 33, compose: (f) => (f.u16('priority'), f.u16('weight'), f.u16('port'), f.name('target')) },
  NAPTR: {
    code: 35,
    compose: (f) => {
      f.u16('order');
      f.u16('preference');
      f.string('flags');
      f.string('services');
      f.string('regexp');
      f.name('replacement');
    },
  },
  DS: { code: 43, compose: (f) => (f.u16('key tag'), f.u8('algorithm'), f.u8('digest type'), f.hex('digest')) },
  SSHFP: { code: 44, compose: (f) => (f.u8('algorithm'), f.u8('fingerprint type'), f.hex('fingerprint')) },
  TLSA: { code: 52, compose: certificate },
  SMIMEA: { code: 53, compose: certificate },
  OPENPGPKEY: { code: 61, compose: (f) => f.base64('key') },
  SVCB: { code: 64, compose: composeSvcb },
  HTTPS: { code: 65, compose: composeSvcb },
  SPF: { code: 99, compose: strings },
  URI: { code: 256, compose: (f) => (f.u16('priority'), f.u16('weight'), f.text('target')) },
  CAA: { code: 257, compose: composeCaa },
};
