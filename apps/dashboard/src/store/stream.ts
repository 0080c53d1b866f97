import { authorization } from '../api/client.js';
import { type Message, SseReader } from '../api/sse.js';
import { setMasterTime, thisMoment } from './clock.js';
import { connected, heardAt, nextTry } from './live.js';
import { needsToken } from './tokens.js';

const URL = '/api/v1/events/stream?page=1';
const FIRST_WAIT_MS = 500;
const MOST_WAIT_MS = 10_000;
/** A stream that is open and says nothing is given up. */
const SILENT_MS = 8000;

export interface StreamHandlers {
  /** Called at the first message of each connection. */
  opened: () => void;
  message: (message: Message) => void;
}

let lastId: string | null = null;
let wake: () => void = () => undefined;
let attempt = new AbortController();

/** Follows the master's events for ever. fetch rather than EventSource: that sends no Authorization. */
export async function follow(handlers: StreamHandlers): Promise<never> {
  for (let failures = 0; ; failures++) {
    nextTry.value = null;
    if (await read(handlers)) failures = 0;
    connected.value = false;
    const wait = Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.75 + Math.random() / 2);
    nextTry.value = thisMoment() + wait;
    await pause(wait);
  }
}

/** Ends the pause between two attempts, or an attempt that hangs. */
export function tryNow(): void {
  attempt.abort();
  wake();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Resolves when the stream ends, to whether it said anything. */
async function read({ opened, message }: StreamHandlers): Promise<boolean> {
  attempt = new AbortController();
  const { signal } = attempt;
  let heard = false;
  let silence = setTimeout(() => attempt.abort(), SILENT_MS);
  try {
    const headers = { ...authorization(), ...(lastId === null ? {} : { 'last-event-id': lastId }) };
    const response = await fetch(URL, { headers, signal, cache: 'no-store' });
    if (response.status === 401) needsToken.value = true;
    if (!response.ok || !response.body) return false;
    const reader = new SseReader();
    for (const stream = response.body.pipeThrough(new TextDecoderStream()).getReader(); ;) {
      const { done, value } = await stream.read();
      if (done) return heard;
      clearTimeout(silence);
      silence = setTimeout(() => attempt.abort(), SILENT_MS);
      for (const part of reader.push(value)) {
        lastId = part.id ?? lastId;
        if (part.type === 'heartbeat') setHeard(part.data);
        heardAt.value = thisMoment();
        connected.value = true;
        if (!heard) opened();
        heard = true;
        message(part);
      }
    }
  } catch {
    return heard;
  } finally {
    clearTimeout(silence);
  }
}

function setHeard(data: string): void {
  const at = data ? Date.parse((JSON.parse(data) as { at?: string }).at ?? '') : Number.NaN;
  if (Number.isFinite(at)) setMasterTime(at);
}
