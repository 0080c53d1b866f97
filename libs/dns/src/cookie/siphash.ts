/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012), 64 bits, on 32-bit halves because a BigInt would be an object per step.
 * The state is v0…v3, each as low and high word.
 */
const v = new Uint32Array(8);

function add(a: number, b: number): void {
  const low = v[a]! + v[b]!;
  v[a + 1] = v[a + 1]! + v[b + 1]! + (low > 0xffffffff ? 1 : 0);
  v[a] = low;
}

function rotateXor(a: number, bits: number, b: number): void {
  const low = v[a]!;
  const high = v[a + 1]!;
  const back = 32 - bits;
  v[a] = ((low << bits) | (high >>> back)) ^ v[b]!;
  v[a + 1] = ((high << bits) | (low >>> back)) ^ v[b + 1]!;
}

function swapHalves(a: number): void {
  const low = v[a]!;
  v[a] = v[a + 1]!;
  v[a + 1] = low;
}

function rounds(count: number): void {
  for (let i = 0; i < count; i++) {
    add(0, 2);
    rotateXor(2, 13, 0);
    swapHalves(0);
    add(4, 6);
    rotateXor(6, 16, 4);
    add(0, 6);
    rotateXor(6, 21, 0);
    add(4, 2);
    rotateXor(2, 17, 4);
    swapHalves(4);
  }
}

function compress(low: number, high: number): void {
  v[6] = v[6]! ^ low;
  v[7] = v[7]! ^ high;
  rounds(2);
  v[0] = v[0]! ^ low;
  v[1] = v[1]! ^ high;
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** Writes the 8 bytes (little-endian) of the hash of `message[0…length)` under the 16-byte key to `out[at…]`. */
export function sipHash(key: Uint8Array, message: Uint8Array, length: number, out: Uint8Array, at: number): void {
  for (let i = 0; i < 8; i++) v[i] = word(key, (i & 3) * 4) ^ INITIAL[i]!;
  const whole = length & ~7;
  for (let i = 0; i < whole; i += 8) compress(word(message, i), word(message, i + 4));
  let low = 0;
  let high = length << 24;
  for (let i = whole; i < length; i++) {
    if (i - whole < 4) low |= message[i]! << ((i - whole) * 8);
    else high |= message[i]! << ((i - whole - 4) * 8);
  }
  compress(low, high);
  v[4] = v[4]! ^ 0xff;
  rounds(4);
  for (let half = 0; half < 2; half++) {
    const value = v[half]! ^ v[2 + half]! ^ v[4 + half]! ^ v[6 + half]!;
    for (let i = 0; i < 4; i++) out[at + half * 4 + i] = value >>> (i * 8);
  }
}

/** "somepseudorandomlygeneratedbytes", low words first. */
const INITIAL = [0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462];
