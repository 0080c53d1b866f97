import type { ApiError } from '../../api/client.js';
import type { Plan, PlannedAgent } from '../../api/types.js';
import { number, plural } from '../../lib/words.js';
import { Change } from '../../parts/change.js';
import { Findings } from './findings.js';

const SHOWN = 50;

export function PlanResult({ text, plan, fault }: { text: string; plan: Plan | null; fault: ApiError | null }) {
  return (
    <div class="block plan" role="region" aria-label="The plan">
      {fault !== null && <Refused fault={fault} text={text} />}
      {plan !== null && <Planned plan={plan} text={text} />}
    </div>
  );
}

/** What came of it, in a sentence. */
export function planSentence({ plan, fault }: { plan: Plan | null; fault: ApiError | null }): string {
  const count = plan?.domains.length ?? 0;
  if (fault === null)
    return count === 0 ? 'The plan: no answer would change.' : `The plan: ${plural(count, 'answer')} would change.`;
  const faults = fault.problem?.faults?.length ?? 0;
  return faults === 0 ? `${fault.message}.` : `It has ${plural(faults, 'fault')}: it would be refused.`;
}

function Refused({ fault, text }: { fault: ApiError; text: string }) {
  const faults = fault.problem?.faults ?? [];
  return (
    <>
      <h3 class="wrong">{planSentence({ plan: null, fault })}</h3>
      <Findings findings={faults} text={text} />
    </>
  );
}

function Planned({ plan, text }: { plan: Plan; text: string }) {
  const { domains, agents, lints } = plan;
  return (
    <>
      <h3>{planSentence({ plan, fault: null })}</h3>
      {domains.slice(0, SHOWN).map((domain) => (
        <Change key={domain.domain} domain={domain} />
      ))}
      {domains.length > SHOWN && <p class="small quiet">{`and ${number(domains.length - SHOWN)} more`}</p>}
      {agents.length > 0 && (
        <ul class="findings">
          {agents.map((agent) => (
            <li key={agent.id}>
              <code>{agent.id}</code> <p>{agentWords(agent)}</p>
            </li>
          ))}
        </ul>
      )}
      {lints.length > 0 && <h3 class="lints">{plural(lints.length, 'warning')}</h3>}
      <Findings findings={lints} text={text} />
    </>
  );
}

const agentWords = ({ gains, loses }: PlannedAgent): string =>
  [gains > 0 && `gains ${plural(gains, 'task')}`, loses > 0 && `loses ${plural(loses, 'task')}`].filter(Boolean).join(', ');
