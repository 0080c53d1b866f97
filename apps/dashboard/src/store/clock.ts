import { signal } from '@preact/signals';

/** The master's time of day minus this machine's: ages are told by the master's clock. */
let offset = 0;
const time = signal(Date.now());

/** The master's time, milliseconds since 1970; ticks each second. Reading `.value` in a component makes it render each second. */
export const now = time;

/** The same at this very moment, without subscribing to anything. */
export const thisMoment = (): number => Date.now() + offset;

/** The one timer for everything that ages. */
export function startClock(): void {
  const tick = (): void => {
    time.value = thisMoment();
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  tick();
}

/** A heartbeat tells the master's time; what the network takes is small against a second. */
export function setMasterTime(at: number): void {
  offset = at - Date.now();
}
