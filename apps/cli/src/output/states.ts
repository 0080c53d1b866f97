import { type Terminal } from './terminal.js';

/** Of a domain, best first. */
export const STATES = ['healthy', 'degraded', 'unknown', 'frozen', 'fallback'] as const;
export type State = (typeof STATES)[number];

const COLOURS: Record<string, Parameters<Terminal['style']>[0]> = {
  healthy: 'green',
  degraded: 'yellow',
  unknown: 'magenta',
  frozen: 'cyan',
  fallback: 'red',
  up: 'green',
  down: 'red',
  active: 'green',
  suspect: 'yellow',
  lost: 'red',
  unseen: 'gray',
};

/** A word for a state, in its colour. */
export function stateWord(terminal: Terminal, state: string): string {
  const colour = COLOURS[state];
  return colour === undefined ? state : terminal.style(colour, state);
}

/** At this state, or a worse one. A state that is not known here is the worst. */
export function isAsBadAs(state: string, limit: State): boolean {
  const place = STATES.findIndex((known) => known === state);
  return place < 0 || place >= STATES.indexOf(limit);
}
