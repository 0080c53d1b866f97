import { useEffect, useState } from 'preact/hooks';
import { clockTime, lasting } from '../lib/time.js';
import { Icon } from '../parts/icon.js';
import { Told } from '../parts/told.js';
import { now } from '../store/clock.js';
import { keepFocus } from './focus.js';
import { heardAt, isLost, nextTry } from '../store/live.js';
import { tryNow } from '../store/stream.js';
import { needsToken } from '../store/tokens.js';

export function LostBanner() {
  const heard = heardAt.value;
  // Who must give a token first is asked for it below.
  const isShown = heard !== null && isLost.value && !needsToken.value;
  const [told, setTold] = useState('');
  useEffect(() => {
    if (!isShown) return;
    setTold('Connection lost. What you see is from before.');
    return () => {
      setTold('The connection is back.');
      keepFocus();
    };
  }, [isShown]);
  return (
    <>
      {isShown && <Banner heard={heard} />}
      <Told text={told} />
    </>
  );
}

/** Its words change each second, so that screen readers are told beside it. */
function Banner({ heard }: { heard: number }) {
  const next = nextTry.value;
  return (
    <div class="banner lost">
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
