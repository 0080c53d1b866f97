import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { keepFocus } from '../shell/focus.js';

interface Props {
  title: string;
  onClose: () => void;
  /** It does not close now. */
  busy?: boolean;
  children: ComponentChildren;
}

/** A native modal dialog: it keeps the focus, closes with Esc, and gives the focus back. */
export function Dialog({ title, onClose, busy = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // One that is taken away while it is open gives nothing back by itself.
    return () => keepFocus(opener);
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog modal"
      aria-labelledby="dialog-title"
      onClose={onClose}
      onCancel={(event) => busy && event.preventDefault()}
    >
      <header class="head-row">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="btn plain" disabled={busy} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
}
