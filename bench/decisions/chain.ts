/**
 * One vantage's opinion about one target as a finite chart, numbered: what each state says, and where a success and a failure lead.
 * Finite, so that rates can be computed exactly from it.
 */
export interface Chain {
  /** Does the state say up? */
  up: readonly boolean[];
  /** Does the vantage look again soon, as its last results are not settled? */
  unsettled: readonly boolean[];
  ok: readonly number[];
  fail: readonly number[];
  /** The state of a target that has been up for long. */
  start: number;
}

/** A chart as a function; `key` tells its states apart. */
export interface Chart<State> {
  start: State;
  next: (state: State, ok: boolean) => State;
  saysUp: (state: State) => boolean;
  isUnsettled: (state: State) => boolean;
  key: (state: State) => string;
}

const MOST_STATES = 1000;

/** Every state that the chart can reach. */
export function chainOf<State>({ start, next, saysUp, isUnsettled, key }: Chart<State>): Chain {
  const states: State[] = [start];
  const numbers = new Map([[key(start), 0]]);
  const numberOf = (state: State): number => {
    const known = numbers.get(key(state));
    if (known !== undefined) return known;
    numbers.set(key(state), states.length);
    return states.push(state) - 1;
  };
  const ok: number[] = [];
  const fail: number[] = [];
  for (let index = 0; index < states.length; index++) {
    if (index > MOST_STATES) throw new Error('the chart does not end');
    ok.push(numberOf(next(states[index] as State, true)));
    fail.push(numberOf(next(states[index] as State, false)));
  }
  return { up: states.map(saysUp), unsettled: states.map(isUnsettled), ok, fail, start: 0 };
}
