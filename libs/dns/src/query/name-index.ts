import { hashEnd, hashStep, HASH_SEED } from '../table/hash.js';
import { LOWER } from '../wire/name.js';

/** Where the labels of a wire name start and what each of its suffixes hashes to. One object is used again for every query. */
export class NameIndex {
  /** Bytes of the name with the root's. */
  length = 0;
  /** Labels without the root. */
  labels = 0;
  /** Offset of label i from the name's start; `[labels]` is the root's. */
  readonly labelAt = new Uint8Array(128);
  readonly hashAt = new Uint32Array(128);

  /** Reads the uncompressed name at `buffer[start…]`. False if it has a pointer, a reserved label type, or ends outside `end` or 255 bytes. */
  read(buffer: Uint8Array, start: number, end: number): boolean {
    const { labelAt, hashAt } = this;
    let at = start;
    let labels = 0;
    for (;;) {
      if (at >= end || at - start > 254) return false;
      const length = buffer[at]!;
      labelAt[labels] = at - start;
      if (length === 0) break;
      if (length > 63) return false;
      labels++;
      at += length + 1;
    }
    this.length = at - start + 1;
    this.labels = labels;
    let hash = hashStep(HASH_SEED, 0);
    hashAt[labels] = hashEnd(hash);
    for (let label = labels - 1; label >= 0; label--) {
      const first = start + labelAt[label]!;
      for (let i = start + labelAt[label + 1]! - 1; i >= first; i--) hash = hashStep(hash, LOWER[buffer[i]!]!);
      hashAt[label] = hashEnd(hash);
    }
    return true;
  }
}
