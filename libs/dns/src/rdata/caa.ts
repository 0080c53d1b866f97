import { FormatError } from '../wire/format-error.js';
import { unescape } from '../wire/tokens.js';
import { type Fields } from './fields.js';

/** CAA (RFC 8659 §4.1): flags, tag with a length byte, value without one. */
export function composeCaa(fields: Fields): void {
  fields.u8('flags');
  const { text } = fields.next('tag');
  const tag = unescape(text);
  if (!/^[0-9a-z]{1,255}$/i.test(text)) throw new FormatError(`${text} is no CAA tag`);
  fields.out.u8(tag.length);
  fields.out.put(tag);
  fields.text('value');
}
