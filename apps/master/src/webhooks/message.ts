import { eventView } from '../history/event-view.js';
import { type StoredEvent } from '../history/event-log.js';
import { type Transition } from '../history/transitions.js';
import { type Message } from './formats/format.js';

/** An event as it is sent. A transition is sent whole: the decision with every vote and reason, as the API names things. */
export function messageOf(event: StoredEvent): Message {
  const { id, at, kind, domain, text, data } = eventView(event);
  if (kind !== 'transition') return { id, at, kind, domain, text, data };
  const { decision, previous, text: line, changed } = event.data as Transition;
  // Moments of a clock that nobody else has; ages are told with the votes.
  const { holdsUntil: _holdsUntil, brake, ...reasoning } = decision;
  const whole = { decision: { ...reasoning, brake: brake?.why ?? null }, previous, changed };
  // Of a version before, an event has no line of its own.
  return { id, at, kind, domain, text: line ?? text, data: asSent(whole) };
}

const OTHERWISE: Readonly<Record<string, string>> = { aside: 'set_aside' };

/** With the keys as the API has them: `latencyMs` is `latency_ms`. */
function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [OTHERWISE[key] ?? snake(key), asSent(part)]));
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
