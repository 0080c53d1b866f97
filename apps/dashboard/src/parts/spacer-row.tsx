/** Stands for rows that are not drawn. The height is an attribute: the page's policy allows no style. */
export function SpacerRow({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr class="spacer" role="presentation" aria-hidden="true">
      <td colSpan={columns}>
        <svg width="1" height={height} aria-hidden="true" />
      </td>
    </tr>
  );
}
