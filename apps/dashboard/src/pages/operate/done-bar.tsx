import { useEffect, useState } from 'preact/hooks';
import { asApiError } from '../../api/client.js';
import { Icon } from '../../parts/icon.js';
import { keepFocus } from '../../shell/focus.js';
import { now, thisMoment } from '../../store/clock.js';
import { isLost } from '../../store/live.js';

const UNDO_MS = 10_000;

/** What was just done. */
export interface Done {
  text: string;
  at: number;
  /** Takes it back; null: it cannot be. */
  undo: (() => Promise<unknown>) | null;
}

/** Says what was done, and takes it back within 10 s. */
export function DoneBar({ done, onUndone, onGone }: { done: Done; onUndone: () => void; onGone: () => void }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (busy) return;
    // What came of an undo is told for as long as what was done.
    const timer = setTimeout(onGone, outcome === null ? Math.max(0, done.at + UNDO_MS - thisMoment()) : UNDO_MS);
    return () => clearTimeout(timer);
  }, [outcome, busy]);
  const left = Math.max(0, Math.ceil(Math.min(UNDO_MS, done.at + UNDO_MS - now.value) / 1000));
  const undo = async (): Promise<void> => {
    setBusy(true);
    try {
      await done.undo?.();
      setOutcome('Undone.');
      onUndone();
      keepFocus();
    } catch (error) {
      setOutcome(`It could not be undone: ${asApiError(error).message}.`);
    }
    setBusy(false);
  };
  return (
    <div class="done-bar" role="status">
      <Icon name="pin" />
      <span>{outcome ?? done.text}</span>
      {outcome === null && done.undo !== null && (
        <button type="button" class="btn" disabled={busy || isLost.value} onClick={() => void undo()}>
          Undo <span class="quiet num" aria-hidden="true">{`${left} s`}</span>
        </button>
      )}
    </div>
  );
}
