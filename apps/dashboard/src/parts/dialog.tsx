import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { keepFocus } from '../shell/focus.js';

/** A native modal dialog: it keeps the focus, closes with Esc, and gives the focus back. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // One that is taken away while it is open gives nothing back by itself.
    return () => keepFocus(opener);
  }, []);
  return (
    <dialog ref={dialog} class="dialog modal" aria-labelledby="dialog-title" onClose={onClose}>
      <header class="head-row">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="btn plain" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
}
