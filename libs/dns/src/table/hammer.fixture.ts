import { parentPort, workerData } from 'node:worker_threads';
import { type AnswerSpec } from '../types.js';
import { writeAnswer } from './slot.js';
import { Table } from './table.js';

/** A thread that replaces one slot's answer by each of `answers` in turn, as fast as it can, until `stop` is set. */
export interface HammerInput {
  memory: SharedArrayBuffer;
  slot: number;
  answers: AnswerSpec[];
  stop: SharedArrayBuffer;
}

const { memory, slot, answers, stop } = workerData as HammerInput;
const table = new Table(memory);
const flag = new Int32Array(stop);
let updates = 0;
while (Atomics.load(flag, 0) === 0) writeAnswer(table, slot, answers[updates++ % answers.length]!);
parentPort!.postMessage(updates);
