export type Place = readonly [row: number, column: number];

/** Where a key leads inside a grid; null: nowhere. Home and End stay in the row, with Ctrl they go to the corners. */
export function movedTo(
  key: string,
  [row, column]: Place,
  { rows, columns, whole }: { rows: number; columns: number; whole: boolean },
): Place | null {
  const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  switch (key) {
    case 'ArrowRight':
      return [row, clamp(column + 1, columns)];
    case 'ArrowLeft':
      return [row, clamp(column - 1, columns)];
    case 'ArrowDown':
      return [clamp(row + 1, rows), column];
    case 'ArrowUp':
      return [clamp(row - 1, rows), column];
    case 'Home':
      return [whole ? 0 : row, 0];
    case 'End':
      return [whole ? rows - 1 : row, columns - 1];
    default:
      return null;
  }
}
