/** Once all is drawn: where nothing has the focus any more, this has it, or else the content of the page. */
export function keepFocus(wanted: Element | null = null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (activeElement !== null && activeElement !== document.body) return;
      const next = wanted instanceof HTMLElement && wanted.isConnected && wanted !== document.body ? wanted : null;
      (next ?? document.getElementById('main'))?.focus({ preventScroll: true });
    }),
  );
}
