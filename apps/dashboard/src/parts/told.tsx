/** Told to screen readers whenever it changes. It stays mounted: what comes with its first text is not told. */
export function Told({ text }: { text: string }) {
  return (
    <div class="vh" aria-live="polite">
      {text}
    </div>
  );
}
