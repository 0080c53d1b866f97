import { isLost } from '../store/live.js';
import { Icon } from './icon.js';

/** What is shown is not what is: it could not be read again. */
export function Stale({ message }: { message: string }) {
  if (isLost.value) return null; // it is said already
  return (
    <div class="banner lost stale-part" role="status">
      <Icon name="degraded" tone="degraded" />
      <b>{`This could not be read again: ${message}.`}</b>
      <span>What you see may be old. It is tried again.</span>
    </div>
  );
}
