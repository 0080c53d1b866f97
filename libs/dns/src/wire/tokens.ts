import { FormatError } from './format-error.js';
import { readEscape } from './name.js';

export interface Token {
  /** As written, escapes still in it, without the quotes. */
  text: string;
  quoted: boolean;
}

/** Splits rdata in presentation format at blanks (RFC 1035 §5.1); `"…"` keeps blanks, parentheses and comments are not special. */
export function tokenize(value: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|((?:[^\s"\\]|\\.|(?<=[^\s])"(?:[^"\\]|\\.)*")+))/gsy;
  while (pattern.lastIndex < value.trimEnd().length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(value);
    if (!match) throw new FormatError(`${value.slice(at).trim()} has a quote or escape without an end`);
    tokens.push(match[1] === undefined ? { text: match[2]!, quoted: false } : { text: match[1], quoted: true });
  }
  return tokens;
}

/** Bytes of a text with `\DDD` and `\c` escapes; what is not ASCII becomes UTF-8. */
export function unescape(text: string): Uint8Array {
  if (!text.includes('\\')) return new TextEncoder().encode(text);
  const bytes: number[] = [];
  let plain = '';
  const flush = () => {
    bytes.push(...new TextEncoder().encode(plain));
    plain = '';
  };
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') {
      plain += text[i];
      continue;
    }
    const { value, width } = readEscape(text, i);
    flush();
    bytes.push(value);
    i += width - 1;
  }
  flush();
  return Uint8Array.from(bytes);
}
