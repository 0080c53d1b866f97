import { parentPort, workerData } from 'node:worker_threads';
import { type AnswerSpec } from '../types.js';
import { writeAnswer } from './slot.js';
import { Table } from './table.js';

/** A thread that replaces one slot's answer by each of `answers` in turn, as fast as it can. */
export interface HammerInput {
  memory: SharedArrayBuffer;
  slot: number;
  answers: AnswerSpec[];
  /** Two 32-bit integers: not 0 once it shall stop; how many it has written. */
  shared: SharedArrayBuffer;
}

const { memory, slot, answers, shared } = workerData as HammerInput;
const table = new Table(memory);
const hammer = new Int32Array(shared);
while (Atomics.load(hammer, 0) === 0) writeAnswer(table, slot, answers[Atomics.add(hammer, 1, 1) % answers.length]!);
parentPort!.postMessage(Atomics.load(hammer, 1));
