import { moment } from '../../lib/time.js';
import { Icon } from '../../parts/icon.js';
import { now } from '../../store/clock.js';
import { overview } from '../../store/overview.js';

/** Why the files on disk are not in force, as long as they would be refused. */
export function RefusedNotice() {
  const refused = overview.value?.config.refused;
  if (!refused) return null;
  const { at, text, fault } = refused;
  return (
    <section class="block sandbox refused" aria-label="The config on disk">
      <Icon name="degraded" tone="degraded" />
      <p>
        <b>{`The config on disk was refused at ${moment(Date.parse(at), now.value)}; the one before stays in force.`}</b>{' '}
        <span class="soft">{fault ?? `${text}.`}</span>
      </p>
    </section>
  );
}
