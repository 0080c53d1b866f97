import { parseIpv4, parseIpv6 } from '../wire/address.js';
import { Bytes } from '../wire/bytes.js';
import { FormatError } from '../wire/format-error.js';
import { unescape } from '../wire/tokens.js';
import { decodeBase64, type Fields } from './fields.js';

const KEYS = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint', 'dohpath'];

/** SVCB and HTTPS (RFC 9460 §2.1): priority, target, parameters in ascending order of their keys. */
export function composeSvcb(fields: Fields): void {
  const priority = fields.number('priority', 0xffff);
  fields.out.u16(priority);
  fields.name('target');
  const params = new Map<number, Uint8Array>();
  while (fields.more) {
    const { text } = fields.next('parameter');
    const equals = text.indexOf('=');
    const key = keyNumber(equals < 0 ? text : text.slice(0, equals));
    if (params.has(key)) throw new FormatError(`${text} gives its key twice`);
    params.set(key, composeValue(key, equals < 0 ? undefined : text.slice(equals + 1).replace(/^"(.*)"$/s, '$1'), text));
  }
  if (priority === 0 && params.size) throw new FormatError('an alias (priority 0) has no parameters');
  if (params.has(2) && !params.has(1)) throw new FormatError('no-default-alpn needs alpn');
  const mandatory = params.get(0) ?? new Uint8Array();
  for (let i = 0; i < mandatory.length; i += 2) {
    const key = mandatory[i]! * 256 + mandatory[i + 1]!;
    if (key === 0 || !params.has(key)) throw new FormatError(`mandatory names ${KEYS[key] ?? `key${key}`}, which is not given`);
  }
  for (const [key, value] of [...params].sort(([a], [b]) => a - b)) {
    fields.out.u16(key);
    fields.out.u16(value.length);
    fields.out.put(value);
  }
}

function keyNumber(text: string): number {
  const known = KEYS.indexOf(text.toLowerCase());
  const generic = /^key(\d{1,5})$/i.exec(text);
  const key = generic ? Number(generic[1]) : known;
  if (key < 0 || key >= 65535) throw new FormatError(`${text} is no SVCB parameter`);
  return key;
}

function composeValue(key: number, value: string | undefined, text: string): Uint8Array {
  const out = new Bytes();
  const list = (value ?? '').split(/(?<!\\),/);
  if (key === 2) {
    if (value !== undefined) throw new FormatError(`${text}: no-default-alpn takes no value`);
    return out.done();
  }
  if (!value && key < KEYS.length) throw new FormatError(`${text} needs a value`);
  switch (KEYS[key]) {
    case 'mandatory':
      for (const number of list.map(keyNumber).sort((a, b) => a - b)) out.u16(number);
      break;
    case 'alpn':
      for (const id of list.map((item) => unescape(item.replace(/\\,/g, ',')))) {
        if (id.length === 0 || id.length > 255) throw new FormatError(`${text} has an alpn of ${id.length} bytes`);
        out.u8(id.length);
        out.put(id);
      }
      break;
    case 'port':
      if (!/^\d{1,5}$/.test(value!) || Number(value) > 65535) throw new FormatError(`${text} is no port`);
      out.u16(Number(value));
      break;
    case 'ipv4hint':
    case 'ipv6hint':
      for (const address of list) {
        const bytes = key === 4 ? parseIpv4(address) : parseIpv6(address);
        if (!bytes) throw new FormatError(`${address} is no address for ${KEYS[key]}`);
        out.put(bytes);
      }
      break;
    case 'ech':
      out.put(decodeBase64(value!));
      break;
    default:
      out.put(unescape(value ?? ''));
  }
  return out.done();
}
