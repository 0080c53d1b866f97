/**
 * True if the client subnet option at `buffer[at … at+length)` is as RFC 7871 §6 wants a query's: a known family, as many address
 * bytes as the source prefix needs, no bit set beyond it, scope 0.
 */
export function isWellFormedEcs(buffer: Uint8Array, at: number, length: number): boolean {
  if (length < 4) return false;
  const family = (buffer[at]! << 8) | buffer[at + 1]!;
  const source = buffer[at + 2]!;
  if (buffer[at + 3] !== 0) return false;
  // Family 0 with nothing behind it says "do not use any subnet" (RFC 7871 §7.1.2 lets clients send it).
  const max = family === 1 ? 32 : family === 2 ? 128 : 0;
  if (family > 2 || source > max) return false;
  if (length !== 4 + ((source + 7) >> 3)) return false;
  const spare = source & 7;
  return spare === 0 || (buffer[at + length - 1]! & (0xff >> spare)) === 0;
}
