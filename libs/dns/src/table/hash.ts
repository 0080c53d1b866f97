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

/** Hash of a whole lower-cased wire name. */
export function hashName(name: Uint8Array): number {
  let hash = HASH_SEED;
  for (let i = name.length - 1; i >= 0; i--) hash = hashStep(hash, name[i]!);
  return hashEnd(hash);
}
