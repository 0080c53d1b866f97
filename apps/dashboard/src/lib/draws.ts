export const FAMILIES = ['A', 'AAAA'] as const;
export type Family = (typeof FAMILIES)[number];

/** Of an answer what tells how it is drawn. */
export interface Draw {
  addresses: readonly string[];
  weights: readonly number[] | null;
  max_answers: number | null;
}

const ofFamily = (addresses: readonly string[], type: Family): string[] =>
  addresses.filter((address) => address.includes(':') === (type === 'AAAA'));

/** An answer holds fewer than there are of one family. */
export const isDrawn = ({ addresses, max_answers }: Omit<Draw, 'weights'>): boolean =>
  max_answers !== null && FAMILIES.some((type) => ofFamily(addresses, type).length > max_answers);

/** `of these 1 in each answer, drawn by weight: 192.0.2.10 3 of 4, 192.0.2.11 1 of 4`; nothing where all are answered. */
export function drawWords({ addresses, weights, max_answers }: Draw, type: Family): string[] {
  const own = ofFamily(addresses, type);
  if (max_answers === null || max_answers >= own.length) return [];
  const words = `of these ${max_answers} in each answer`;
  if (weights === null) return [words];
  const weightOf = (address: string): number => weights[addresses.indexOf(address)] ?? 0;
  const sum = own.reduce((total, address) => total + weightOf(address), 0);
  return [`${words}, drawn by weight: ${own.map((address) => `${address} ${weightOf(address)} of ${sum}`).join(', ')}`];
}

/** The same for both families, to compare. */
export const allDrawWords = (draw: Draw): string => FAMILIES.flatMap((type) => drawWords(draw, type)).join('; ');
