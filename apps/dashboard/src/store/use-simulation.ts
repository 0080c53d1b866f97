import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, asApiError, send } from '../api/client.js';
import { thisMoment } from './clock.js';
import { epoch, onEvent } from './live.js';

/** After a tick, before the master is asked: who ticks three boxes asks once. */
const PAUSE_MS = 300;
/** After something happened that may change the outcome. */
const AFTER_EVENT_MS = 1000;
/** After a question that could not be worked out, unless the master said no. */
const AGAIN_MS = 2000;
/** A question that takes long is asked again later, so that the master has other things to do. */
const TIMES_AS_LONG = 10;
const TELLING = ['transition', 'override', 'release', 'reload', 'brake', 'agent'];

export interface Simulated<Reply> {
  /** The newest reply; stays while another question is worked out. */
  value: Reply | null;
  /** When it was worked out, by the master's clock. */
  at: number;
  fault: ApiError | null;
  /** `value` belongs to another question. */
  pending: boolean;
  /** Asks once more at this moment; null: it could not be worked out. */
  again: () => Promise<Reply | null>;
}

/**
 * Asks the master to work something out, again whenever the question or the state of things changes. Body null: nothing is asked.
 * `every`: also each so many milliseconds or later, as votes that turn no verdict are no event.
 */
export function useSimulation<Reply>(path: string, body: object | null, { every }: { every?: number } = {}): Simulated<Reply> {
  const question = body === null ? null : JSON.stringify(body);
  const [answer, setAnswer] = useState<Answer<Reply>>({ question: null, value: null, at: 0, fault: null });
  const asked = useRef(0);
  const again = useRef<() => Promise<Reply | null>>(nothing);
  useEffect(() => {
    if (question === null) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let clock: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<Reply | null> => {
      const turn = ++asked.current;
      const began = performance.now();
      let pause = every;
      try {
        const value = await send<Reply>('POST', path, JSON.parse(question), { signal: abort.signal });
        if (turn === asked.current) setAnswer({ question, value, at: thisMoment(), fault: null });
        return value;
      } catch (error) {
        if (abort.signal.aborted || turn !== asked.current) return null;
        const fault = asApiError(error);
        if (!fault.isRefusal) pause = AGAIN_MS;
        setAnswer((before) => ({ ...before, question, fault }));
        return null;
      } finally {
        const wait = Math.max(pause ?? Number.POSITIVE_INFINITY, TIMES_AS_LONG * (performance.now() - began));
        clearTimeout(clock);
        if (Number.isFinite(wait) && !abort.signal.aborted) clock = setTimeout(() => void ask(), wait);
      }
    };
    again.current = ask;
    const soon = (pause: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), pause);
    };
    soon(PAUSE_MS);
    let begun = false; // a signal calls its new subscriber at once
    const forgets = [
      epoch.subscribe(() => begun && soon(PAUSE_MS)),
      onEvent(({ kind }) => TELLING.includes(kind) && soon(AFTER_EVENT_MS)),
    ];
    begun = true;
    return () => {
      abort.abort();
      clearTimeout(timer);
      clearTimeout(clock);
      forgets.forEach((forget) => forget());
    };
  }, [path, question, every]);
  if (question === null) return { value: null, at: 0, fault: null, pending: false, again: nothing };
  const isMine = answer.question === question;
  return {
    value: answer.value,
    at: answer.at,
    fault: isMine ? answer.fault : null,
    pending: !isMine,
    again: () => again.current(),
  };
}

const nothing = (): Promise<null> => Promise.resolve(null);

interface Answer<Reply> {
  question: string | null;
  value: Reply | null;
  at: number;
  fault: ApiError | null;
}
