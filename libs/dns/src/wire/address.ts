/** Bytes of an IPv4 literal (exactly four decimal parts) or IPv6 literal (RFC 4291 §2.2, no zone id); undefined if neither. */
export function parseAddress(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** 4, 6, or 0 if the text is no address. */
export function addressFamily(text: string): 0 | 4 | 6 {
  if (text.includes(':')) return readIpv6(text, scratch, 0) ? 6 : 0;
  return readIpv4(text, scratch) ? 4 : 0;
}

const scratch = new Uint8Array(16);

export function parseIpv4(text: string): Uint8Array | undefined {
  const out = new Uint8Array(4);
  return readIpv4(text, out) ? out : undefined;
}

export function parseIpv6(text: string): Uint8Array | undefined {
  const out = new Uint8Array(16);
  return readIpv6(text, out, 0) ? out : undefined;
}

/** Writes the four bytes to `out[at…]` without allocating; false, with rubbish written, if `text` is no IPv4 literal from `from` on. */
export function readIpv4(text: string, out: Uint8Array, from = 0, at = 0): boolean {
  let part = 0;
  let digits = 0;
  let value = 0;
  for (let i = from; i <= text.length; i++) {
    const code = i === text.length ? 0x2e : text.charCodeAt(i);
    if (code === 0x2e) {
      if (digits === 0 || part > 3) return false;
      out[at + part++] = value;
      digits = value = 0;
    } else {
      if (code < 0x30 || code > 0x39 || (digits > 0 && value === 0)) return false;
      value = value * 10 + code - 0x30;
      digits++;
      if (value > 255) return false;
    }
  }
  return part === 4;
}

/** Writes the sixteen bytes to `out[at…]` like `readIpv4`; a zone id (`%eth0`) ends the literal when `zoneId` is set. */
export function readIpv6(text: string, out: Uint8Array, at: number, zoneId = false): boolean {
  let end = text.length;
  if (zoneId) {
    const percent = text.indexOf('%');
    if (percent >= 0) end = percent;
  }
  let group = 0;
  let gap = -1;
  let i = 0;
  if (text.charCodeAt(0) === 0x3a) {
    if (text.charCodeAt(1) !== 0x3a) return false;
    gap = 0;
    i = 2;
  }
  while (i < end) {
    if (group === 8) return false;
    let value = 0;
    let digits = 0;
    const start = i;
    for (; i < end; i++, digits++) {
      const digit = hexDigit(text.charCodeAt(i));
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    if (i < end && text.charCodeAt(i) === 0x2e) {
      if (group > 6 || !readIpv4(text, out, start, at + group * 2)) return false;
      group += 2;
      break;
    }
    if (digits === 0 || digits > 4) return false;
    out[at + group * 2] = value >>> 8;
    out[at + group * 2 + 1] = value & 0xff;
    group++;
    if (i === end) break;
    if (text.charCodeAt(i) !== 0x3a) return false;
    i++;
    if (i === end) return false;
    if (text.charCodeAt(i) === 0x3a) {
      if (gap >= 0) return false;
      gap = group;
      i++;
    }
  }
  if (gap < 0) return group === 8;
  if (group === 8) return false;
  const missing = (8 - group) * 2;
  out.copyWithin(at + gap * 2 + missing, at + gap * 2, at + group * 2);
  out.fill(0, at + gap * 2, at + gap * 2 + missing);
  return true;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
