import { signal } from '@preact/signals';

/** Heights of a row, px: as tokens.css and phone.css say, times the reader's own size of text. */
export interface RowHeights {
  ok: number;
  trouble: number;
}

const WIDE: RowHeights = { ok: 40, trouble: 58 };
const PHONE: RowHeights = { ok: 68, trouble: 164 };
const DESIGNED_FOR_PX = 16;

const phone = window.matchMedia('(max-width: 860px)');

function heights(): RowHeights {
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / DESIGNED_FOR_PX;
  const { ok, trouble } = phone.matches ? PHONE : WIDE;
  return { ok: ok * scale, trouble: trouble * scale };
}

export const rowHeights = signal<RowHeights>(heights());
for (const change of [phone, window]) {
  change.addEventListener(change === window ? 'resize' : 'change', () => {
    const next = heights();
    const { ok, trouble } = rowHeights.peek();
    if (next.ok !== ok || next.trouble !== trouble) rowHeights.value = next;
  });
}
