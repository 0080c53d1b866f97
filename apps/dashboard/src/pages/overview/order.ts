import type { DomainRow } from '../../api/types.js';
import { countMoved } from '../../lib/moved.js';

/** The list as it is laid out: who stands where, and who has two lines. */
export interface Layout {
  names: readonly string[];
  tall: readonly boolean[];
}

export const layoutOf = (rows: readonly DomainRow[]): Layout => ({
  names: rows.map(({ domain }) => domain),
  tall: rows.map(isTall),
});

const isTall = ({ state }: DomainRow): boolean => state !== 'healthy';

/**
 * Nothing moves under the pointer: while the list is held, the layout stays as it was, without the domains that are gone, and says how
 * many rows would stand elsewhere.
 */
export function heldLayout(
  before: Layout,
  wanted: Layout,
  exists: (domain: string) => boolean,
): { layout: Layout; moved: number } {
  const isSame = same(before.names, wanted.names) && same(before.tall, wanted.tall);
  if (isSame) return { layout: before, moved: 0 };
  const kept = before.names.flatMap((name, index) => (exists(name) ? [index] : []));
  const names = kept.map((index) => before.names[index] ?? '');
  const layout =
    names.length === before.names.length ? before : { names, tall: kept.map((index) => before.tall[index] ?? false) };
  return { layout, moved: countMoved(names, wanted.names) };
}

const same = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);
