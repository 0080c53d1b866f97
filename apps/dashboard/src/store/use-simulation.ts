import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, send } from '../api/client.js';
import { thisMoment } from './clock.js';
import { epoch, onEvent } from './live.js';

/** After a tick, before the master is asked: who ticks three boxes asks once. */
const PAUSE_MS = 300;
/** After something happened that may change the outcome. */
const AFTER_EVENT_MS = 1000;
const TELLING = ['transition', 'override', 'release', 'reload', 'brake', 'agent'];

export interface Simulated<Reply> {
  /** The newest reply; stays while another question is worked out. */
  value: Reply | null;
  /** When it was worked out, by the master's clock. */
  at: number;
  fault: ApiError | null;
  /** `value` belongs to another question. */
  pending: boolean;
}

/** Asks the master to work something out, again whenever the question or the state of things changes. Body null: nothing is asked. */
export function useSimulation<Reply>(path: string, body: object | null): Simulated<Reply> {
  const question = body === null ? null : JSON.stringify(body);
  const [answer, setAnswer] = useState<Answer<Reply>>({ question: null, value: null, at: 0, fault: null });
  const asked = useRef(0);
  useEffect(() => {
    if (question === null) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const turn = ++asked.current;
      try {
        const value = await send<Reply>('POST', path, JSON.parse(question), { signal: abort.signal });
        if (turn === asked.current) setAnswer({ question, value, at: thisMoment(), fault: null });
      } catch (error) {
        if (abort.signal.aborted || turn !== asked.current) return;
        const fault = error instanceof ApiError ? error : new ApiError(0, String(error));
        setAnswer((before) => ({ ...before, question, fault }));
      }
    };
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
      forgets.forEach((forget) => forget());
    };
  }, [path, question]);
  if (question === null) return { value: null, at: 0, fault: null, pending: false };
  const isMine = answer.question === question;
  return { value: answer.value, at: answer.at, fault: isMine ? answer.fault : null, pending: !isMine };
}

interface Answer<Reply> {
  question: string | null;
  value: Reply | null;
  at: number;
  fault: ApiError | null;
}
