import { FormatError } from './format-error.js';

/** Bytes folded to lower case. Length bytes (0–63) lie below `A`, so a whole wire name can be folded with it. */
export const LOWER = Uint8Array.from({ length: 256 }, (_, b) => (b >= 0x41 && b <= 0x5a ? b + 0x20 : b));

const BACKSLASH = 0x5c;
const DOT = 0x2e;

/**
 * Wire form (RFC 1035 §3.1) of an absolute name in presentation format, final dot optional, case kept.
 * `\.` and `\DDD` are escapes (§5.1). Throws FormatError.
 */
export function parseName(text: string): Uint8Array {
  if (text === '') throw new FormatError('an empty text is not a name');
  if (text === '.') return new Uint8Array(1);
  const wire = new Uint8Array(text.length + (text.endsWith('.') ? 1 : 2));
  let start = 0;
  let at = 1;
  const endLabel = () => {
    const length = at - start - 1;
    if (length === 0) throw new FormatError(`${text} has an empty label`);
    if (length > 63) throw new FormatError(`${text} has a label of ${length} bytes; 63 is the most`);
    wire[start] = length;
    start = at++;
  };
  for (let i = 0; i < text.length; i++) {
    let byte = text.charCodeAt(i);
    if (byte === DOT) {
      endLabel();
      continue;
    }
    if (byte === BACKSLASH) {
      const { value, width } = readEscape(text, i);
      byte = value;
      i += width - 1;
    } else if (byte > 0x7f) throw new FormatError(`${text} is not ASCII; write its xn-- form`);
    else if (byte <= 0x20 || byte === 0x7f) throw new FormatError(`${text} has a space or control character`);
    wire[at++] = byte;
  }
  if (at > start + 1) endLabel();
  if (start + 1 > 255) throw new FormatError(`${text} is ${start + 1} bytes long; 255 is the most`);
  return start + 1 === wire.length ? wire : wire.slice(0, start + 1);
}

/** The byte that the escape at `text[at]` stands for, and how many characters it takes. */
export function readEscape(text: string, at: number): { value: number; width: number } {
  const digits = /^\d{3}/.exec(text.slice(at + 1, at + 4));
  if (digits) {
    const value = Number(digits[0]);
    if (value > 255) throw new FormatError(`\\${digits[0]} is no byte`);
    return { value, width: 4 };
  }
  const value = text.charCodeAt(at + 1);
  if (Number.isNaN(value)) throw new FormatError(`${text} ends in a backslash`);
  if (value > 0x7f) throw new FormatError(`${text} escapes a character that is not ASCII`);
  return { value, width: 2 };
}

/** Presentation format with the final dot. */
export function formatName(wire: Uint8Array, start = 0): string {
  let text = '';
  for (let at = start; wire[at]; at += wire[at]! + 1) {
    for (let i = at + 1; i <= at + wire[at]!; i++) {
      const byte = wire[i]!;
      if (byte <= 0x20 || byte >= 0x7f) text += `\\${String(byte).padStart(3, '0')}`;
      else text += (byte === DOT || byte === BACKSLASH ? '\\' : '') + String.fromCharCode(byte);
    }
    text += '.';
  }
  return text || '.';
}

/** Lower-cases a name in place. */
export function lowerName(wire: Uint8Array): Uint8Array {
  for (let i = 0; i < wire.length; i++) wire[i] = LOWER[wire[i]!]!;
  return wire;
}

/** True if `name` equals `zone` or lies below it, by labels. Both lower-cased wire names. */
export function isWithin(name: Uint8Array, zone: Uint8Array): boolean {
  for (let at = 0; name.length - at >= zone.length; at += name[at]! + 1) {
    if (name.length - at > zone.length) continue;
    return zone.every((byte, i) => byte === name[at + i]);
  }
  return false;
}

/** A lower-cased wire name as a text of one character for each byte, for use as a Map key. */
export function nameKey(wire: Uint8Array): string {
  return String.fromCharCode(...wire);
}

/** The key of the name one label above; the root has none: ''. */
export function parentName(key: string): string {
  return key.slice(key.charCodeAt(0) + 1);
}

/** The bytes of a key. */
export function keyBytes(key: string): Uint8Array {
  return Uint8Array.from({ length: key.length }, (_, i) => key.charCodeAt(i));
}
