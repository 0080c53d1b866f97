import type { SimulatedAnswer, SimulatedDomain, State } from '../api/types.js';
import { becauseOf } from '../lib/because.js';
import { allDrawWords } from '../lib/draws.js';
import { recordChanges, ttlWords, type RecordChange } from '../lib/records.js';
import { links } from '../router/links.js';
import { Icon } from './icon.js';
import { StateMark } from './state-mark.js';
import { SourceTag } from './tags.js';

/** Addresses that are listed; more are counted. */
const MOST = 8;

/** What a domain answers now and would answer then. `titled`: under the domain's name. */
export function Change({ domain, titled = true }: { domain: SimulatedDomain; titled?: boolean }) {
  const { now, then } = domain;
  return (
    <article class="change">
      {titled && (
        <h3>
          <a class="mono" href={links.domain(domain.domain)}>
            {domain.domain}
          </a>
        </h3>
      )}
      <div class="side">
        <p class="lab">now</p>
        {now === null ? <p class="soft">not there</p> : <Side answer={now} records={keptOf(now)} />}
      </div>
      <div class="arrow" role="img" aria-label="becomes">
        <Icon name="next" />
      </div>
      <div class="side">
        <p class="lab">then</p>
        {then === null ? (
          <p class="soft">not there any more</p>
        ) : (
          <Side answer={then} before={now} records={recordChanges(now?.addresses ?? [], then.addresses)} />
        )}
      </div>
      <p class="because" title={then?.reason}>
        {becauseOf(domain)}
      </p>
    </article>
  );
}

const keptOf = ({ addresses }: SimulatedAnswer): RecordChange[] => addresses.map((address) => ({ address, change: 'kept' }));

const SAID = { gone: 'removed ', new: 'added ', kept: null } as const;

interface SideProps {
  answer: SimulatedAnswer;
  before?: SimulatedAnswer | null;
  records: readonly RecordChange[];
}

function Side({ answer, before, records }: SideProps) {
  // What changes comes first when not all fit.
  const shown =
    records.length <= MOST
      ? records
      : [...records].sort((a, b) => Number(a.change === 'kept') - Number(b.change === 'kept')).slice(0, MOST);
  const draw = allDrawWords(answer);
  return (
    <>
      <p>
        <StateMark state={answer.state as State} />
        <span class="ttl small quiet">{ttlWords(answer.ttl, before?.ttl)}</span>{' '}
        {answer.source !== 'fallback' && <SourceTag source={answer.source} />}
      </p>
      <ul class="records">
        {shown.map(({ address, change }) => (
          <li key={address} class={change === 'kept' ? '' : change}>
            {SAID[change] !== null && <span class="vh">{SAID[change]}</span>}
            {address}
          </li>
        ))}
        {records.length > shown.length && <li class="quiet">{`and ${records.length - shown.length} more`}</li>}
        {draw !== '' && <li class="quiet small">{draw}</li>}
      </ul>
    </>
  );
}
