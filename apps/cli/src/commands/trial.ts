import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, Problem, type Schemas } from '../client/api.js';
import { type Context } from '../context.js';
import { EXIT } from '../failure.js';
import { type Keyboard } from '../keyboard.js';
import { duration, printable } from '../output/words.js';
import { confirmTrial, KEPT } from './confirm.js';
import { type Note } from './note.js';
import { takeBack } from './rollback.js';

type Status = Schemas['ConfigStatusDto'];

const LOOK_MS = 1000;
/** The master's clock may be a little behind. */
const GRACE_MS = 5000;

interface Begun {
  /** When it was put in force, as the master says. */
  at: string;
  seconds: number;
  note: Note;
}

/** Counts the trial down: Enter keeps it, Ctrl-C takes it back. A master that cannot be reached goes back by itself. */
export async function watchTrial({ api, terminal }: Context, keyboard: Keyboard, { at, seconds, note }: Begun): Promise<number> {
  let wants: 'keep' | 'back' | null = null;
  const wake = { now: new AbortController() };
  const say = (what: typeof wants) => {
    wants = what;
    wake.now.abort();
  };
  keyboard.onEnter(() => say('keep'));
  keyboard.interrupted.addEventListener('abort', () => say('back'), { once: true });
  if (keyboard.interrupted.aborted) say('back');
  let ends = Date.now() + seconds * 1000;
  for (;;) {
    if (wants === 'back') return endWith(await takeBackFrom(api, { at, note, ends }, (iso) => terminal.time(iso)));
    const seen = await (wants === 'keep' ? confirmTrial(api, note).then(() => 'kept' as const) : statusOf(api)).catch(
      (error: Error) => error,
    );
    wants = wants === 'keep' ? null : wants;
    if (seen === 'kept') return endWith([EXIT.ok, KEPT]);
    if (seen instanceof Problem && seen.status === 404) continue;
    const fault = seen instanceof Error ? seen.message : null;
    if (!(seen instanceof Error)) {
      if (seen.confirm_until === null || seen.loaded_at !== at) return endWith(overText(seen, at));
      ends = Date.parse(seen.confirm_until);
    }
    const left = ends - Date.now();
    if (fault !== null && left < -GRACE_MS)
      return endWith([EXIT.failed, `${fault}; the trial is over, so it has gone back by itself`]);
    terminal.redrawLine(countdown(left, fault));
    await sleep(LOOK_MS, undefined, { signal: wake.now.signal }).catch(() => undefined);
    wake.now = new AbortController();
  }

  function endWith([code, text]: readonly [number, string]): number {
    terminal.redrawLine('');
    terminal.print(printable(text));
    return code;
  }
}

const countdown = (left: number, fault: string | null): string =>
  `${fault === null ? 'On trial.' : `${printable(fault)}.`} Enter keeps it, Ctrl-C takes it back; it goes back by itself in ${duration(Math.max(0, left))} `;

const statusOf = (api: Api): Promise<Status> => api.call((client, signal) => client.GET('/api/v1/config', { signal }));

async function takeBackFrom(
  api: Api,
  { at, note, ends }: Pick<Begun, 'at' | 'note'> & { ends: number },
  time: (iso: string) => string,
): Promise<readonly [number, string]> {
  try {
    return [EXIT.finding, `taken back: ${(await takeBack(api, note)).text}`];
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return overText(await statusOf(api), at);
    return [EXIT.failed, `${(error as Error).message}; it goes back by itself at ${time(new Date(ends).toISOString())}`];
  }
}

/** The trial ended otherwise: its time was over, somebody kept it elsewhere, or the files were read anew. */
function overText({ last_reload: last, loaded_at }: Status, at: string): readonly [number, string] {
  if (loaded_at === at) return [EXIT.ok, 'the trial was confirmed elsewhere'];
  if (last === null) return [EXIT.finding, 'the trial is lost: the master was started anew, with what its files say'];
  if (last.by === 'a trial') return [EXIT.finding, 'the trial is over: another config was put on trial'];
  return [EXIT.finding, `the trial is over, by ${last.by}: ${last.text}`];
}
