import { LOWER } from '../wire/name.js';
import { HASH_SLOT_WORDS, HEAD, NODE } from './layout.js';

/** Views on a table in shared memory (layout.ts). Several threads may hold one on the same memory. */
export class Table {
  readonly memory: SharedArrayBuffer;
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
  private readonly hash: number;
  private readonly mask: number;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.words = new Uint32Array(memory);
    this.bytes = new Uint8Array(memory);
    this.hash = this.words[HEAD.HASH]!;
    this.mask = this.words[HEAD.MASK]!;
  }

  /** Offset of the node of the wire name `name[at … at+length)`, any case, whose hash is given; 0 if there is none. */
  find(name: Uint8Array, at: number, length: number, hash: number): number {
    const { words, bytes, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.hash + slot * HASH_SLOT_WORDS;
      const node = words[entry + 1]!;
      if (node === 0) return 0;
      if (words[entry] !== hash || words[node + NODE.LENGTH] !== length) continue;
      const start = (node + NODE.NAME) * 4;
      let i = 0;
      while (i < length && bytes[start + i] === LOWER[name[at + i]!]) i++;
      if (i === length) return node;
    }
  }
}
