import { useState } from 'preact/hooks';
import type { Domains } from '../../api/types.js';
import { plural } from '../../lib/words.js';
import { Fault } from '../../parts/fault.js';
import { Loading } from '../../parts/loading.js';
import { links } from '../../router/links.js';
import { useResource } from '../../store/use-resource.js';
import { disputesHint, disputesOf } from './disputes.js';

const MOST = 20;

/** Where an agent’s votes differ from the verdicts now. Every vote is read for it, so once, and again when asked. */
export function DisputesSection({ agent }: { agent: string }) {
  const { value, fault, reload } = useResource<Domains>('/api/v1/domains');
  const [all, setAll] = useState(false);
  const disputes = value === null ? [] : disputesOf(agent, value);
  const shown = all ? disputes : disputes.slice(0, MOST);
  return (
    <section id="disputes" aria-labelledby="h-disputes">
      <div class="head">
        <h2 id="h-disputes">Where {agent} disagrees</h2>
        <span class="note">now</span>
        <button type="button" class="btn plain push" onClick={reload}>
          Look again
        </button>
      </div>
      {value === null && fault === null && <Loading what="votes" />}
      {value === null && fault !== null && <Fault message={fault.message} onRetry={reload} />}
      {value !== null && (
        <div class="card pad">
          <p class="soft">{disputes.length === 0 ? `Nowhere. ${disputesHint(disputes)}` : disputesHint(disputes)}</p>
          <ul class="bars">
            {shown.map(({ domain, target, says, verdict, reason, others }) => (
              <li key={`${domain} ${target}`}>
                <span>
                  <a class="mono" href={links.domain(domain)}>
                    {domain}
                  </a>
                </span>
                <span class="quiet small mono">{target}</span>
                <span class="small">
                  {`says ${says}${reason === null ? '' : ` (${reason})`}, ${plural(others, 'other')} ${others === 1 ? 'says' : 'say'} ${verdict}`}
                </span>
              </li>
            ))}
          </ul>
          {shown.length < disputes.length && (
            <button type="button" class="btn older" onClick={() => setAll(true)}>
              {`Show all ${disputes.length}`}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
