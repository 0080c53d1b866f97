import { moment } from '../../lib/time.js';
import { Icon } from '../../parts/icon.js';
import { links } from '../../router/links.js';
import { now } from '../../store/clock.js';
import { overview } from '../../store/overview.js';

/** The mass-failure brake, while it is on. */
export function BrakeNotice({ canAct }: { canAct: boolean }) {
  const brake = overview.value?.brake;
  if (!brake) return null;
  const { since, until, why } = brake;
  return (
    <section class="block sandbox brake" aria-label="The mass-failure brake">
      <Icon name="frozen" tone="frozen" />
      <p>
        <b>{`The mass-failure brake is on since ${moment(Date.parse(since), now.value)}.`}</b>{' '}
        <span class="soft">
          {`${why}. ${until === null ? 'It does not end by itself.' : `It ends by itself at ${moment(Date.parse(until), now.value)}.`}`}
        </span>
      </p>
      {canAct && (
        <a class="btn push" href={`${links.operate}?do=release_brake`}>
          Release the brake…
        </a>
      )}
    </section>
  );
}
