import type { Cause, MasterEvent } from '../../api/types.js';
import { useEffect } from 'preact/hooks';
import { clockTime } from '../../lib/time.js';
import { plural } from '../../lib/words.js';
import { Age } from '../../parts/age.js';
import { Icon } from '../../parts/icon.js';
import { announce } from '../../shell/announcer.js';
import { useTitle } from '../../shell/title.js';
import { now } from '../../store/clock.js';
import { counts, rows } from '../../store/domains.js';
import { heardAt, isLost } from '../../store/live.js';
import { EventWords } from './event-words.js';
import { causeKey, OTHER_CAUSES, shownCauses } from './filter.js';
import { headlineParts, sinceWhen } from './headline.js';

/** The situation in a sentence, and since when. */
export function Headline() {
  const asOf = isLost.value ? heardAt.value : null;
  const parts = headlineParts(counts.value, asOf);
  const sentence = parts.join(' ');
  useEffect(() => announce(sentence), [sentence]);
  const { fallback, healthy } = counts.value;
  const troubled = rows.value.length - healthy;
  const quiet = rows.value.length === 0 ? 'No domains' : 'All healthy';
  useTitle(fallback > 0 ? `${fallback} on fallback` : troubled > 0 ? `${troubled} in trouble` : quiet);
  return (
    <div>
      <h1>{parts.flatMap((part) => [<span key={part}>{part}</span>, ' '])}</h1>
      <p class="lede">{sinceWhen(rows.value, now.value)}</p>
    </div>
  );
}

export function Causes({ causes }: { causes: readonly Cause[] }) {
  const { shown, others } = shownCauses(causes);
  const domains = others.reduce((sum, cause) => sum + cause.domains.length, 0);
  return (
    <section aria-labelledby="h-behind">
      <h2 id="h-behind">What is behind it</h2>
      {causes.length === 0 && <p class="quiet small">Nothing is in trouble.</p>}
      <ul class="causes">
        {shown.map((cause) => (
          <li key={causeKey(cause)}>
            <Icon name={cause.kind === 'agent' ? 'none' : 'down'} tone={cause.kind === 'agent' ? 'unknown' : 'fallback'} />
            <CauseWords {...cause} />
            <a href={`/?cause=${encodeURIComponent(causeKey(cause))}`}>{plural(cause.domains.length, 'domain')}</a>
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <Icon name="down" tone="fallback" />
            <span>{plural(others.length, 'other cause')}</span>
            <a href={`/?cause=${OTHER_CAUSES}`}>{plural(domains, 'domain')}</a>
          </li>
        )}
      </ul>
    </section>
  );
}

function CauseWords({ kind, name, what, targets, since }: Cause) {
  if (kind === 'agent')
    return (
      <span>
        Agent <code>{name}</code> is silent since {clockTime(Date.parse(since))}
      </span>
    );
  if (kind === 'prefix')
    return (
      <span>
        {plural(targets, 'target')} in <code>{name}</code>: {what}
      </span>
    );
  return (
    <span>
      <code>{name}</code>: {what}
    </span>
  );
}

export function Latest({ events }: { events: readonly MasterEvent[] }) {
  return (
    <section class="only-wide" aria-labelledby="h-just">
      <h2 id="h-just">Just happened</h2>
      {events.length === 0 && <p class="quiet small">Nothing yet.</p>}
      <ol class="log">
        {events.map((event) => (
          <li key={event.id}>
            <Age at={event.at} />
            <EventWords event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}
