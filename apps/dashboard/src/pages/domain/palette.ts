/** Colours as a canvas takes them, in the theme of this moment. */
export interface Palette {
  lines: readonly string[];
  text: string;
  grid: string;
  fail: string;
  band: string;
}

/** `light-dark()` is resolved by the browser alone: a hidden element tells what a token is now. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.className = 'probe';
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    lines: [1, 2, 3, 4, 5, 6].map((line) => colour(`line-${line}`)),
    text: colour('ink-3'),
    grid: colour('line'),
    fail: colour('fallback-mark'),
    band: colour('fallback-tint'),
  };
  probe.remove();
  return palette;
}
