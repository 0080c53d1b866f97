import { type Result } from './result.js';

/** A master that is owed few tasks' results may be owed this many of one; older ones are dropped. */
const MAX_PER_TASK = 100;

/** Results that wait for one master: only the latest of each task while the master is away, or slower than the checks. */
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

  /** Takes out the oldest `max` results, in the order of their sequence. Where more wait, the latest of each task alone do: none grows old. */
  take(max: number): Result[] {
    if (this.size > max) this.#keepLatest();
    const all = [...this.#byTask.values()].flat().sort(bySeq);
    this.#byTask.clear();
    for (const result of all.splice(max)) this.put(result);
    return all;
  }

  /** Switches between keeping all and keeping the latest of each task. */
  keepLatestOnly(on: boolean): void {
    this.#latestOnly = on;
    if (on) this.#keepLatest();
  }

  #keepLatest(): void {
    for (const [key, results] of this.#byTask) this.#byTask.set(key, results.slice(-1));
  }

  drop(keys: string[]): void {
    for (const key of keys) this.#byTask.delete(key);
  }
}

const bySeq = (a: Result, b: Result) => a.seq - b.seq;
