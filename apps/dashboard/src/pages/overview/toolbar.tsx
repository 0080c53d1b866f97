import { number } from '../../lib/words.js';
import { STATES } from '../../lib/states.js';
import { Icon } from '../../parts/icon.js';
import { SearchField } from '../../parts/search-field.js';
import { setQuery } from '../../router/router.js';
import { useKeys } from '../../shell/keys.js';
import { counts, rows } from '../../store/domains.js';
import { focusFilters } from './focus-filters.js';
import { CauseName } from './cause-name.js';
import type { Filter } from './filter.js';

/** Counts that filter, a zone, a search: all of it in the URL. */
export function Toolbar({ filter, zones }: { filter: Filter; zones: readonly string[] }) {
  const dropCause = (): void => {
    setQuery({ cause: null });
    focusFilters();
  };
  return (
    <div class="tools" role="search">
      <div class="chips" role="group" aria-label="Show only">
        <Chip
          count={rows.value.length}
          words="all"
          on={filter.state === null}
          onPick={() => setQuery({ state: null, cause: null })}
        />
        {STATES.map((state) => (
          <Chip
            key={state}
            count={counts.value[state]}
            words={state}
            state={state}
            on={filter.state === state}
            onPick={() => setQuery({ state: filter.state === state ? null : state })}
          />
        ))}
        {filter.cause !== null && (
          <button type="button" class="chip" aria-pressed="true" onClick={dropCause}>
            <CauseName cause={filter.cause} /> ×<span class="vh">remove this filter</span>
          </button>
        )}
      </div>
      {zones.length > 1 && <Zones zone={filter.zone} zones={zones} />}
      <Search text={filter.text} />
    </div>
  );
}

function Zones({ zone, zones }: { zone: string | null; zones: readonly string[] }) {
  return (
    <>
      <label class="vh" for="zone">
        Zone
      </label>
      <select id="zone" value={zone ?? ''} onChange={(event) => setQuery({ zone: event.currentTarget.value })}>
        <option value="">All zones</option>
        {zones.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}

interface ChipProps {
  count: number;
  words: string;
  state?: (typeof STATES)[number];
  on: boolean;
  onPick: () => void;
}

function Chip({ count, words, state, on, onPick }: ChipProps) {
  return (
    <button type="button" class={count === 0 && state ? 'chip zero' : 'chip'} aria-pressed={on} onClick={onPick}>
      {state && <Icon name={state} tone={state} />}
      {words} <b>{number(count)}</b>
    </button>
  );
}

function Search({ text }: { text: string }) {
  useKeys({
    Escape: () => setQuery({ q: null, state: null, cause: null }, { replace: true }),
  });
  return (
    <SearchField
      label="Search"
      placeholder="Name, address or reason"
      value={text}
      onText={(q) => setQuery({ q }, { replace: true })}
    >
      <kbd aria-hidden="true">/</kbd>
    </SearchField>
  );
}
