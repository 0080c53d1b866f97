import type { ComponentChildren } from 'preact';
import type { Overview } from '../api/types.js';
import { dayOf, clockMinute, lasting } from '../lib/time.js';
import { bytes, number, plural } from '../lib/words.js';
import { Icon } from '../parts/icon.js';
import { links } from '../router/links.js';
import { now } from '../store/clock.js';
import { overview } from '../store/overview.js';

/** One quiet line about the master; amber where something is not as it should be. */
export function Facts() {
  const known = overview.value;
  return (
    <section class="facts" aria-label="The master">
      <ul>{known === null ? <li>&nbsp;</li> : <Known {...known} />}</ul>
    </section>
  );
}

function Known({ agents, config, storage, dns_queries_per_sec, overrides, brake, master }: Overview) {
  const all = agents.active + agents.suspect + agents.lost + agents.unseen;
  return (
    <>
      <Fact warn={agents.active < all || all === 0}>
        <b>{all === 0 ? 'No' : `${agents.active} of ${all}`}</b> agents active
      </Fact>
      {brake !== null && (
        <Fact warn>
          <b>Brake on</b>: {brake.why}
        </Fact>
      )}
      {config.refused !== null && (
        <Fact warn>
          <a href={links.operate}>Reload refused</a>
          {config.refused.line !== null && `, line ${config.refused.line}`}
        </Fact>
      )}
      {config.confirm_until !== null && (
        <Fact warn>
          Config <b>on trial</b>, goes back {clockMinute(Date.parse(config.confirm_until))}
        </Fact>
      )}
      <Fact>
        Config in force since <b>{since(config.loaded_at)}</b> <code>{config.version.slice(0, 7)}</code>
      </Fact>
      {config.waiting_for_restart.length > 0 && (
        <Fact warn>
          {plural(config.waiting_for_restart.length, 'key')} {config.waiting_for_restart.length === 1 ? 'waits' : 'wait'} for a
          restart
        </Fact>
      )}
      <Fact warn={storage.fault !== null}>
        History <b>{storage.fault ?? (storage.path === null ? 'not kept over restarts' : 'on')}</b>
        {storage.fault === null && storage.path !== null && (
          <>
            {storage.bytes !== null && `, ${bytes(storage.bytes)}`}, {plural(storage.keep_days, 'day')}
          </>
        )}
      </Fact>
      {overrides > 0 && (
        <Fact>
          <b>{number(overrides)}</b> {overrides === 1 ? 'override' : 'overrides'} in force
        </Fact>
      )}
      <Fact>
        <b>{dns_queries_per_sec < 10 ? Number(dns_queries_per_sec.toFixed(1)) : number(dns_queries_per_sec)}</b> DNS queries/s
      </Fact>
      <Fact wide>
        Master <code>{master.name}</code> up {lasting(now.value - Date.parse(master.started_at))}
      </Fact>
    </>
  );
}

function Fact({ warn = false, wide = false, children }: { warn?: boolean; wide?: boolean; children: ComponentChildren }) {
  return (
    <li class={warn ? 'warn' : wide ? 'only-wide' : ''}>
      {warn && <Icon name="degraded" tone="degraded" />}
      <span>{children}</span>
    </li>
  );
}

const since = (iso: string): string => `${dayOf(Date.parse(iso))} ${clockMinute(Date.parse(iso))}`;
