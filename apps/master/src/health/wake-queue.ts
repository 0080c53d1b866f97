/** Names with the time at which each wants attention; the earliest is found without looking at the others. Pure: it holds no timer. */
export class WakeQueue {
  private readonly heap: { at: number; name: string }[] = [];
  private readonly wanted = new Map<string, number>();

  /** Wakes `name` at `at`, in place of what was wanted before; null: not at all. */
  set(name: string, at: number | null): void {
    const before = this.wanted.get(name);
    if (at === null) return void this.wanted.delete(name);
    if (at === before) return;
    this.wanted.set(name, at);
    this.push({ at, name });
  }

  /** When the next wake is due; Infinity: never. */
  next(): number {
    this.dropOutdated();
    return this.heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out every name that is due at `now`, earliest first. */
  due(now: number): string[] {
    const names: string[] = [];
    while (this.next() <= now) {
      const { name } = this.pop();
      this.wanted.delete(name);
      names.push(name);
    }
    return names;
  }

  private dropOutdated(): void {
    let first = this.heap[0];
    while (first !== undefined && this.wanted.get(first.name) !== first.at) {
      this.pop();
      first = this.heap[0];
    }
  }

  private push(entry: { at: number; name: string }): void {
    const { heap } = this;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.at(parent) <= entry.at) break;
      this.swap(index, parent);
      index = parent;
    }
  }

  private pop(): { at: number; name: string } {
    const { heap } = this;
    this.swap(0, heap.length - 1);
    const first = heap.pop();
    if (first === undefined) throw new Error('pop of an empty queue');
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      const smaller = this.at(left + 1) < this.at(left) ? left + 1 : left;
      if (this.at(index) <= this.at(smaller)) return first;
      this.swap(index, smaller);
      index = smaller;
    }
  }

  private at(index: number): number {
    return this.heap[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  private swap(one: number, other: number): void {
    const { heap } = this;
    const [a, b] = [heap[one], heap[other]];
    if (a === undefined || b === undefined) return;
    heap[one] = b;
    heap[other] = a;
  }
}
