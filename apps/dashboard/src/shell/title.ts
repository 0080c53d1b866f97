import { useEffect } from 'preact/hooks';

/** What the tab is called: the situation first, as a tab shows little. */
export function useTitle(text: string): void {
  useEffect(() => {
    document.title = text ? `${text} · Failover DNS` : 'Failover DNS';
  }, [text]);
}
