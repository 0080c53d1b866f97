/** `192.0.2.10` of `192.0.2.10:443`, `[2001:db8::1]:443`, `2001:db8::1`, and `domain/192.0.2.10` */
export function ipOf(target: string): string {
  const rest = target.slice(target.indexOf('/') + 1);
  const six = /^\[(.*)\]/.exec(rest)?.[1];
  if (six !== undefined) return six;
  return rest.split(':').length === 2 ? rest.slice(0, rest.indexOf(':')) : rest;
}

interface Bits {
  value: bigint;
  size: 32 | 128;
}

/** An address as a number; null: it is none. */
export function bitsOf(ip: string): Bits | null {
  return ip.includes(':') ? sixOf(ip) : fourOf(ip);
}

/** `192.0.2.0/24` as a test of addresses; null: it is no prefix. */
export function prefixOf(text: string): ((ip: string) => boolean) | null {
  const [, base = '', length = ''] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const bits = base === '' ? null : bitsOf(base);
  if (bits === null || Number(length) > bits.size) return null;
  const shift = BigInt(bits.size - Number(length));
  return (ip) => {
    const other = bitsOf(ip);
    return other?.size === bits.size && other.value >> shift === bits.value >> shift;
  };
}

/** IPv4 first, each by its number. */
export function byAddress(one: string, other: string): number {
  const [a, b] = [bitsOf(one), bitsOf(other)];
  if (a === null || b === null) return one < other ? -1 : 1;
  return a.size - b.size || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}

function fourOf(ip: string): Bits | null {
  const parts = ip.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return { value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), size: 32 };
}

function sixOf(ip: string): Bits | null {
  const halves = ip.split('::');
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return { value: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n), size: 128 };
}

/** `2001:DB8:0::1` → `2001:db8::1`, as the master writes it (RFC 5952); what is no IPv6 address stays. */
export function canonicalIp(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  try {
    return new URL(`http://[${ip}]`).hostname.slice(1, -1);
  } catch {
    return ip;
  }
}
