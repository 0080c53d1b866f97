import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, Problem, type Schemas } from './api.js';
import { messagesOf } from './event-stream.js';

export type Event = Schemas['EventDto'];

export interface EventFilter {
  domain?: string;
  /** An id or a time. */
  since?: string;
  /** Undefined: as many as there are from `since` on. */
  limit?: number;
}

const PAGE = 1000;
const NEWEST = 100;

/** What happened, oldest first. Without `since` the newest. */
export async function pastEvents(api: Api, { domain, since, limit }: EventFilter): Promise<Event[]> {
  if (since === undefined) return (await pageOf(api, { domain, limit: limit ?? NEWEST })).slice();
  const all: Event[] = [];
  for (let start = since; ;) {
    const wanted = Math.min(PAGE, (limit ?? Infinity) - all.length);
    const page = await pageOf(api, { domain, since: start, limit: wanted });
    all.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < wanted || all.length === limit) return all;
    start = String(last.id);
  }
}

async function pageOf(api: Api, { domain, since, limit }: EventFilter): Promise<Event[]> {
  const query = { domain, since, limit };
  return (await api.call((client, signal) => client.GET('/api/v1/events', { params: { query }, signal }))).events;
}

/** The master sends something every 15 s. */
const SILENCE_MS = 40_000;
const PAUSES_MS = [500, 1000, 2000, 5000];

export interface Following {
  domain?: string;
  /** The last event that is known. */
  after: number;
  signal: AbortSignal;
  /** The stream broke off, and is opened again from where it was. */
  onBreak: (why: string) => void;
}

/** What happens from now on, until `signal`; nothing is lost or told twice when the connection breaks. */
export async function* nextEvents(api: Api, { domain, after, signal, onBreak }: Following): AsyncGenerator<Event> {
  let last = after;
  for (let broken = 0; !signal.aborted; broken++) {
    try {
      for await (const event of streamOf(api, domain, last, signal)) {
        broken = 0;
        last = event.id;
        yield event;
      }
      if (!signal.aborted) onBreak('the master closed the stream');
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Problem && error.status < 500) throw error;
      onBreak((error as Error).message);
    }
    await sleep(PAUSES_MS[Math.min(broken, PAUSES_MS.length - 1)], undefined, { signal }).catch(() => undefined);
  }
}

async function* streamOf(api: Api, domain: string | undefined, last: number, signal: AbortSignal): AsyncGenerator<Event> {
  const silence = new AbortController();
  const heard = () => setTimeout(() => silence.abort(new Error(`nothing came for ${SILENCE_MS / 1000} s`)), SILENCE_MS);
  let timer = heard();
  try {
    const path = `/api/v1/events/stream${domain === undefined ? '' : `?domain=${encodeURIComponent(domain)}`}`;
    const headers = { accept: 'text/event-stream', 'last-event-id': String(last) };
    const { body } = await api.open(path, headers, AbortSignal.any([signal, silence.signal]));
    for await (const { type, data } of messagesOf(body ?? new ReadableStream())) {
      clearTimeout(timer);
      timer = heard();
      if (type !== 'heartbeat' && data !== '') yield JSON.parse(data) as Event;
    }
  } finally {
    clearTimeout(timer);
  }
}
