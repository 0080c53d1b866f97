import { clockTime, lasting } from '../lib/time.js';
import { Icon } from '../parts/icon.js';
import { now } from '../store/clock.js';
import { heardAt, isLost, nextTry } from '../store/live.js';
import { tryNow } from '../store/stream.js';

export function LostBanner() {
  const heard = heardAt.value;
  if (heard === null || !isLost.value) return null;
  const next = nextTry.value;
  return (
    <div class="banner lost" role="status">
      <Icon name="degraded" tone="degraded" />
      <b>{`Connection lost ${lasting(now.value - heard)} ago.`}</b>
      <span>
        {`What you see is from ${clockTime(heard)}. DNS is not affected by this page. `}
        {next === null ? 'Trying now.' : `Trying again in ${lasting(next - now.value + 999)}.`}
      </span>
      <button type="button" class="btn push" onClick={tryNow}>
        Try now
      </button>
    </div>
  );
}
