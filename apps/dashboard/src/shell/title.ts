import { useEffect } from 'preact/hooks';
import { isLost } from '../store/live.js';

/** What the tab is called: the situation first, as a tab shows little. */
export function useTitle(text: string): void {
  const told = isLost.value ? 'Not live' : text;
  useEffect(() => {
    document.title = told ? `${told} · Failover DNS` : 'Failover DNS';
  }, [told]);
}
