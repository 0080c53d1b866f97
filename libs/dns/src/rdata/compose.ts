import { TYPE } from '../wire/codes.js';
import { FormatError } from '../wire/format-error.js';
import { Fields } from './fields.js';
import { RECORD_TYPES } from './types.js';

const BY_CODE = new Map(Object.entries(RECORD_TYPES).map(([mnemonic, type]) => [type.code, mnemonic]));
const SINGLE_NAME: readonly number[] = [TYPE.NS, TYPE.CNAME, TYPE.PTR];

/** Number of `TXT` or `TYPE65280` (RFC 3597 §5), any case. Throws FormatError. */
export function typeCode(text: string): number {
  const known = Object.hasOwn(RECORD_TYPES, text.toUpperCase()) ? RECORD_TYPES[text.toUpperCase()] : undefined;
  if (known) return known.code;
  const generic = /^TYPE(\d{1,5})$/i.exec(text);
  const code = generic ? Number(generic[1]) : 0;
  if (code < 1 || code > 65535) throw new FormatError(`${text} is no record type; write an unknown one as TYPE65280 (RFC 3597)`);
  return code;
}

/**
 * Bytes of rdata given in presentation format, or in the generic `\# length hex` form (RFC 3597 §5). Names without a dot are
 * relative to `origin`. Throws FormatError.
 */
export function composeRdata(code: number, value: string, origin: string): Uint8Array {
  const generic = /^\s*\\#\s+(\d+)(\s[\s0-9a-f]*)?$/i.exec(value);
  if (generic) return composeGeneric(code, Number(generic[1]), (generic[2] ?? '').replace(/\s+/g, ''));
  const mnemonic = BY_CODE.get(code);
  if (!mnemonic)
    throw new FormatError(`${value} must be written as \\# length hex, as TYPE${code} has no format of its own here`);
  const fields = new Fields(value, origin);
  RECORD_TYPES[mnemonic]!.compose(fields);
  return fields.end();
}

function composeGeneric(code: number, length: number, digits: string): Uint8Array {
  if (digits.length !== length * 2 || length > 65535) {
    throw new FormatError(`\\# ${length} is followed by ${digits.length / 2} bytes`);
  }
  const bytes = Uint8Array.from({ length }, (_, i) => parseInt(digits.slice(i * 2, i * 2 + 2), 16));
  const expected = code === TYPE.A ? 4 : code === TYPE.AAAA ? 16 : length;
  if (length !== expected) throw new FormatError(`\\# ${length} is not the ${expected} bytes of an address`);
  if (SINGLE_NAME.includes(code) && !isName(bytes)) throw new FormatError('\\# does not hold one uncompressed name');
  return bytes;
}

function isName(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length && bytes[at]! > 0 && bytes[at]! < 64) at += bytes[at]! + 1;
  return bytes[at] === 0 && at === bytes.length - 1 && bytes.length <= 255;
}
