import { useComputed } from '@preact/signals';
import { ago, lasting, moment } from '../lib/time.js';
import { now } from '../store/clock.js';

/** `3 min ago`, and the time itself on hover. Only the text changes as it ages, not the component. */
export function Age({ at, bare = false }: { at: string | number; bare?: boolean }) {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  const text = useComputed(() => (bare ? lasting(now.value - ms) : ago(now.value - ms)));
  return (
    <time dateTime={new Date(ms).toISOString()} title={moment(ms, now.peek())}>
      {text.value}
    </time>
  );
}
