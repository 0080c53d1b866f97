/** FNV-1a over the lower-cased wire bytes from the last to the first, so that one pass gives the hash of every suffix too. */
export const HASH_SEED = 0x811c9dc5 | 0;

export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Spreads the high bits over the low ones, which choose the slot. */
export function hashEnd(hash: number): number {
  hash ^= hash >>> 15;
  return (hash ^ (hash >>> 7)) >>> 0;
}

/** Hash of the lower-cased wire name `bytes[at … at+length)`. */
export function hashName(bytes: Uint8Array, at: number, length: number): number {
  let hash = HASH_SEED;
  for (let i = at + length - 1; i >= at; i--) hash = hashStep(hash, bytes[i]!);
  return hashEnd(hash);
}
