/** Numbers in [0, 1). */
export type Random = () => number;

/** A stream that its name alone decides (sfc32), so that no measurement depends on which others ran before it. */
export function seeded(name: string): Random {
  const mixed = [0x9e3779b9, 0x243f6a88, 0xb7e15162].map((start) => hash(name, start));
  let [a = 0, b = 0, c = 0] = mixed;
  let count = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** FNV-1a from a start of its own. */
function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
