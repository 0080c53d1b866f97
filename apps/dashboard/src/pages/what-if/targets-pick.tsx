import { useMemo } from 'preact/hooks';
import { ipOf } from '../../lib/addresses.js';
import { number, plural } from '../../lib/words.js';
import { SearchField } from '../../parts/search-field.js';
import { rows } from '../../store/domains.js';
import { findPlaces, placesOf, placeWords, type Place } from './targets.js';

const SHOWN = 8;
/** More at once would make an address too long for some browsers. */
const AT_ONCE = 100;

interface Props {
  down: readonly string[];
  find: string;
  onChange: (down: readonly string[]) => void;
  onFind: (text: string) => void;
}

export function TargetsPick({ down, find, onChange, onFind }: Props) {
  const places = useMemo(() => placesOf(rows.value), [rows.value]);
  const found = useMemo(() => findPlaces(places, find), [places, find]);
  const shown = found.slice(0, SHOWN);
  const more = found.length - shown.length;
  const byIp = useMemo(() => new Map(places.map((place) => [place.ip, place])), [places]);
  const elsewhere = down.filter((target) => !shown.some(({ ip }) => ip === target));
  const toggle = (target: string): void =>
    onChange(down.includes(target) ? down.filter((one) => one !== target) : [...down, target]);
  const all = found.map(({ ip }) => ip).filter((ip) => !down.includes(ip));
  return (
    <div class="grp" role="group" aria-label="These targets are down">
      <h2>These targets are down</h2>
      <SearchField label="Find a target" placeholder="Address, domain or 192.0.2.0/24" value={find} onText={onFind} />
      {elsewhere.map((target) => (
        <Option key={target} target={target} place={byIp.get(ipOf(target))} on onToggle={() => toggle(target)} />
      ))}
      {elsewhere.length > 0 && shown.length > 0 && <hr class="split" />}
      {shown.map((place) => (
        <Option key={place.ip} target={place.ip} place={place} on={down.includes(place.ip)} onToggle={() => toggle(place.ip)} />
      ))}
      {found.length === 0 && (
        <p class="small quiet">{places.length === 0 ? 'There is no target.' : `No target matches “${find}”.`}</p>
      )}
      <p class="small quiet rest">
        {more > 0 && (
          <span>{`${number(more)} more ${find.trim() === '' ? (more === 1 ? 'is there' : 'are there') : more === 1 ? 'matches' : 'match'}`}</span>
        )}
        {find.trim() !== '' && all.length > 1 && all.length <= AT_ONCE && (
          <button type="button" class="btn plain" onClick={() => onChange([...down, ...all])}>
            {`Tick all ${number(found.length)}`}
          </button>
        )}
        {elsewhere.length + shown.filter(({ ip }) => down.includes(ip)).length > SHOWN && (
          <button type="button" class="btn plain" onClick={() => onChange([])}>
            {`Untick ${plural(down.length, 'target')}`}
          </button>
        )}
      </p>
    </div>
  );
}

function Option({
  target,
  place,
  on,
  onToggle,
}: {
  target: string;
  place: Place | undefined;
  on: boolean;
  onToggle: () => void;
}) {
  return (
    <label class="opt">
      <input type="checkbox" checked={on} onChange={onToggle} />
      <code>{target}</code>
      <small>{place === undefined ? 'not in the config' : target === place.ip ? placeWords(place) : ''}</small>
    </label>
  );
}
