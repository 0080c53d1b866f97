const MOST = 6;

/** One dot a target in service, up to six; the words beside it say the same. */
export function Pips({ up, of, held = false }: { up: number; of: number; held?: boolean }) {
  if (of === 0 || of > MOST) return null;
  return (
    <span class="pips" aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        <i key={index} class={index >= up ? 'pip' : held ? 'pip held' : 'pip on'} />
      ))}
    </span>
  );
}
