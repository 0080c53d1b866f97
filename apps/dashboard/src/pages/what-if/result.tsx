import { useState } from 'preact/hooks';
import type { Simulation } from '../../api/types.js';
import { number } from '../../lib/words.js';
import { Change } from '../../parts/change.js';
import { Told } from '../../parts/told.js';
import { Loading } from '../../parts/loading.js';
import { links } from '../../router/links.js';
import type { Simulated } from '../../store/use-simulation.js';
import { brakeSentence, outcomeSentence, restSentence } from './outcome.js';

interface Props {
  outcome: Simulated<Simulation>;
  isAsked: boolean;
  /** Nothing is supposed but that one agent is lost. */
  isOneVote: boolean;
  onMore: () => void;
}

export function Result({ outcome: { value, fault, pending }, isAsked, isOneVote, onMore }: Props) {
  return (
    <section id="then" aria-label="What would be answered" aria-busy={pending}>
      <Told text={value === null || fault !== null ? '' : outcomeSentence(value)} />
      {!isAsked ? (
        <NothingAsked />
      ) : fault !== null ? (
        <div class="card empty" role="alert">
          <h2>This could not be worked out.</h2>
          <p class="soft clip6">{fault.message}</p>
        </div>
      ) : value === null ? (
        <Loading what="what would be answered" />
      ) : (
        <div class={pending ? 'card pending' : 'card'}>
          <div class="sum">
            <h2>{outcomeSentence(value)}</h2>
            {value.brake !== null && <p class="soft">{brakeSentence(value.brake)}</p>}
          </div>
          {value.domains.map((domain) => (
            <Change key={domain.domain} domain={domain} />
          ))}
          {value.domains.length < value.changed && (
            <div class="more">
              <span>{`${number(value.changed - value.domains.length)} more change, none of them worse.`}</span>
              <button type="button" class="btn plain" onClick={onMore}>
                Show more
              </button>
            </div>
          )}
          <Rest value={value} isOneVote={isOneVote} />
        </div>
      )}
    </section>
  );
}

function NothingAsked() {
  return (
    <div class="card empty">
      <h2>Nothing is supposed yet.</h2>
      <p class="soft">
        Tick targets that fail, agents that fall silent, or let time pass. What users would be answered then appears here, and
        nothing is changed by it.
      </p>
    </div>
  );
}

function Rest({ value, isOneVote }: { value: Simulation; isOneVote: boolean }) {
  const [open, setOpen] = useState(false);
  const { unchanged_weaker: count, weaker } = value;
  return (
    <>
      <div class="more">
        <span>{restSentence(value, isOneVote)}</span>
        {count > 0 && (
          <button type="button" class="btn plain" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide them' : `Show the ${number(count)}`}
          </button>
        )}
      </div>
      {open && count > 0 && (
        <ul class="weaker">
          {weaker.map((name) => (
            <li key={name}>
              <a class="mono" href={links.domain(name)}>
                {name}
              </a>
            </li>
          ))}
          {count > weaker.length && <li class="quiet">{`and ${number(count - weaker.length)} more`}</li>}
        </ul>
      )}
    </>
  );
}
