import { type Result } from './result.js';

/** A master that answers slowly may be owed this many results of one task; older ones are dropped. */
const MAX_PER_TASK = 100;

/** Results that wait for one master. Bounded by the number of tasks: only the latest of each while the master is away. */
export class ResultBuffer {
  readonly #byTask = new Map<string, Result[]>();
  #latestOnly = false;

  get size(): number {
    let size = 0;
    for (const results of this.#byTask.values()) size += results.length;
    return size;
  }

  get isEmpty(): boolean {
    return this.#byTask.size === 0;
  }

  /** Adds a new result, or one that could not be sent: the newer of a task stay the newer. */
  put(result: Result): void {
    const { key } = result.task;
    const kept = [...(this.#byTask.get(key) ?? []), result].sort(bySeq);
    this.#byTask.set(key, kept.slice(this.#latestOnly ? -1 : -MAX_PER_TASK));
  }

  /** Takes out the oldest `max` results, in the order of their sequence. */
  take(max: number): Result[] {
    const all = [...this.#byTask.values()].flat().sort(bySeq);
    this.#byTask.clear();
    for (const result of all.splice(max)) this.put(result);
    return all;
  }

  /** Switches between keeping all and keeping the latest of each task. */
  keepLatestOnly(on: boolean): void {
    this.#latestOnly = on;
    if (on) for (const [key, results] of this.#byTask) this.#byTask.set(key, results.slice(-1));
  }

  drop(keys: string[]): void {
    for (const key of keys) this.#byTask.delete(key);
  }
}

const bySeq = (a: Result, b: Result) => a.seq - b.seq;
