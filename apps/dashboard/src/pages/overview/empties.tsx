import { AGENT_COMMAND, agentConfig, UNTIL_ONE_REPORTS } from '../../lib/first-agent.js';
import { Copyable } from '../../parts/copy.js';
import { setQuery } from '../../router/router.js';
import { focusFilters } from './focus-filters.js';
import { CauseName } from './cause-name.js';
import type { Filter } from './filter.js';

const FIRST_DOMAIN = `zones:
  - name: failover
    domains:
      webmail.failover:
        fallback: [198.51.100.254]
        monitor:
          mode: tcp
          targets:
            - { ip: 192.0.2.10, port: 443 }`;

export function NoDomains() {
  return (
    <div class="card">
      <div class="empty">
        <h2>No domains yet.</h2>
        <p class="soft">
          The config in force names none. Add one under <code>zones</code>, then reload; it appears here within a second.
        </p>
        <Copyable text={FIRST_DOMAIN} label="A first domain" />
      </div>
    </div>
  );
}

export function NoAgents() {
  return (
    <div class="card">
      <div class="empty">
        <h2>No agent has reported yet.</h2>
        <p class="soft">
          {UNTIL_ONE_REPORTS} Write <code>agent_config.yaml</code> where the targets should be seen from:
        </p>
        <Copyable text={agentConfig(window.location.origin)} label="An agent’s config" />
        <p class="soft">Start it there:</p>
        <Copyable text={AGENT_COMMAND} label="The agent’s command line" />
      </div>
    </div>
  );
}

/** `trouble`: something is behind it, and is told above. */
export function NoMatch({ filter, trouble }: { filter: Filter; trouble: boolean }) {
  const { text, zone, state, cause } = filter;
  const clear = (): void => {
    setQuery({ q: null, zone: null, state: null, cause: null });
    focusFilters();
  };
  return (
    <div class="card">
      <div class="empty">
        <p>
          No {state === null ? '' : `${state} `}domain matches{text && <> “{text}”</>}
          {zone !== null && ` in zone ${zone}`}
          {cause !== null && (
            <>
              {' '}
              among those of <CauseName cause={cause} />
            </>
          )}
          . {cause !== null && trouble && 'What is behind the trouble now stands above. '}
          <button type="button" class="btn" onClick={clear}>
            Clear
          </button>
        </p>
      </div>
    </div>
  );
}
