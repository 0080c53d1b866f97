import { useState } from 'preact/hooks';
import { announce } from '../shell/announcer.js';

/** Text to be taken along, with its button. */
export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <div class="cmd">
      <span tabIndex={0} role="region" aria-label={label}>
        {text}
      </span>
      <CopyButton text={text} />
    </div>
  );
}

/** navigator.clipboard is there on https and localhost alone; elsewhere the text is selected in a field and copied the old way. */
export function CopyButton({ text, words = 'Copy' }: { text: string | (() => Promise<string>); words?: string }) {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    await toClipboard(typeof text === 'string' ? text : await text());
    setDone(true);
    announce('Copied');
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <button type="button" class="btn" onClick={() => void copy()}>
      {done ? 'Copied' : words}
    </button>
  );
}

async function toClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'vh';
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
