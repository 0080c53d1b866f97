import { parseIpv4, parseIpv6 } from '../wire/address.js';
import { Bytes } from '../wire/bytes.js';
import { FormatError } from '../wire/format-error.js';
import { parseName } from '../wire/name.js';
import { type Token, tokenize, unescape } from '../wire/tokens.js';

/** Reads the fields of one record's rdata in order and composes their bytes. Every method throws FormatError. */
export class Fields {
  readonly out = new Bytes();
  private readonly tokens: Token[];
  private readonly origin: string;
  private at = 0;

  /** `origin` is the zone's name. */
  constructor(value: string, origin: string) {
    this.tokens = tokenize(value);
    this.origin = origin;
  }

  next(what: string): Token {
    const token = this.tokens[this.at++];
    if (!token) throw new FormatError(`${what} is missing`);
    return token;
  }

  get more(): boolean {
    return this.at < this.tokens.length;
  }

  /** Nothing may be left over. */
  end(): Uint8Array {
    const extra = this.tokens[this.at];
    if (extra) throw new FormatError(`${extra.text} is one field too many`);
    return this.out.done();
  }

  number(what: string, max: number): number {
    const { text } = this.next(what);
    const value = Number(text);
    if (!/^\d{1,10}$/.test(text) || value > max) throw new FormatError(`${text} is no ${what} (0–${max})`);
    return value;
  }

  u8(what: string): void {
    this.out.u8(this.number(what, 0xff));
  }

  u16(what: string): void {
    this.out.u16(this.number(what, 0xffff));
  }

  u32(what: string): void {
    this.out.u32(this.number(what, 0xffffffff));
  }

  /** A name with a dot in it is absolute; one without is relative to the zone, and `@` is the zone itself. */
  name(what: string): void {
    const { text } = this.next(what);
    const isAbsolute = text.replace(/\\./g, '').includes('.');
    this.out.put(parseName(text === '@' ? this.origin : isAbsolute ? text : `${text}.${this.origin}`));
  }

  ipv4(): void {
    this.address(parseIpv4, 'an IPv4 address');
  }

  ipv6(): void {
    this.address(parseIpv6, 'an IPv6 address');
  }

  /** <character-string>: a length byte and at most 255 bytes. */
  string(what: string): void {
    const bytes = unescape(this.next(what).text);
    if (bytes.length > 255) throw new FormatError(`${what} has ${bytes.length} bytes; 255 is the most in one string`);
    this.out.u8(bytes.length);
    this.out.put(bytes);
  }

  /** One text without a length byte. */
  text(what: string): void {
    this.out.put(unescape(this.next(what).text));
  }

  /** All that is left, as hexadecimal digits. */
  hex(what: string): void {
    let digits = '';
    do digits += this.next(what).text;
    while (this.more);
    if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new FormatError(`${digits} is not hexadecimal`);
    for (let i = 0; i < digits.length; i += 2) this.out.u8(parseInt(digits.slice(i, i + 2), 16));
  }

  /** All that is left, as base64. */
  base64(what: string): void {
    let text = '';
    do text += this.next(what).text;
    while (this.more);
    this.out.put(decodeBase64(text));
  }

  private address(parse: (text: string) => Uint8Array | undefined, what: string): void {
    const { text } = this.next(what);
    const bytes = parse(text);
    if (!bytes) throw new FormatError(`${text} is not ${what}`);
    this.out.put(bytes);
  }
}

/** RFC 4648 §4, padding required. */
export function decodeBase64(text: string): Uint8Array {
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text) || text.includes('_')) {
    throw new FormatError(`${text} is not base64`);
  }
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
