import { ago } from '../lib/time.js';
import { Icon } from '../parts/icon.js';
import { now } from '../store/clock.js';
import { heardAt, isLost } from '../store/live.js';

/** How fresh the page is: the worst lie is a frozen page that looks fine. */
export function LiveSign() {
  const heard = heardAt.value;
  if (heard === null || isLost.value) {
    return (
      <span class="live">
        <Icon name="unknown" tone="unknown" />
        {heard === null ? 'Connecting' : 'Not live'}
      </span>
    );
  }
  return (
    <span class="live">
      <Icon name="healthy" tone="healthy" />
      {`Live, ${ago(Math.max(1000, now.value - heard))}`}
    </span>
  );
}
