/** A whole number from 0 to `below` − 1, each as likely as the others; `below` is at most 2³¹. */
export type Random = (below: number) => number;

/** A small, fast generator (mulberry32) that any 32-bit seed starts: nothing to keep secrets with. It allocates nothing. */
export function randomFrom(seed: number): Random {
  const state = Int32Array.of(seed);
  return (below) => {
    const next = (state[0]! += 0x6d2b79f5) | 0;
    let mixed = Math.imul(next ^ (next >>> 15), next | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) * (below / 0x100000000)) | 0;
  };
}
