/** `1,234` */
export const count = (value: number): string => Math.round(value).toLocaleString('en');

/** Three digits: `31,200`, `0.195`, `1.9e-5`. */
export function rate(value: number): string {
  if (value >= 100) return Number(value.toPrecision(3)).toLocaleString('en');
  if (value >= 0.001) return `${Number(value.toPrecision(3))}`;
  return value === 0 ? '0' : value.toExponential(1);
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
export const times = (ratio: number): string => `${rate(ratio)} ×`;
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
