import '../../css/agents.css';
import { useEffect } from 'preact/hooks';
import type { Agent, Agents } from '../../api/types.js';
import { UNTIL_ONE_REPORTS } from '../../lib/first-agent.js';
import { plural } from '../../lib/words.js';
import { Fault } from '../../parts/fault.js';
import { Loading } from '../../parts/loading.js';
import { links } from '../../router/links.js';
import { query } from '../../router/router.js';
import { announce } from '../../shell/announcer.js';
import { useTitle } from '../../shell/title.js';
import { now } from '../../store/clock.js';
import { isLost } from '../../store/live.js';
import { overview } from '../../store/overview.js';
import { useResource } from '../../store/use-resource.js';
import { AddAgent } from './add-agent.js';
import { AgentsTable } from './agents-table.js';
import { DisputesSection } from './disputes-section.js';
import { agentsSentence, asideWords, causesOfSilence, lossWords } from './sentence.js';

const EVERY_MS = 2000;

/** Who checks, and what it costs that some do not. */
export function AgentsPage() {
  const { value, fault, reload } = useResource<Agents>('/api/v1/agents', { on: ({ kind }) => kind === 'agent', every: EVERY_MS });
  if (value === null)
    return (
      <>
        <h1 class="vh">Agents</h1>
        {fault === null ? <Loading what="agents" /> : <Fault message={fault.message} onRetry={reload} />}
      </>
    );
  const opened = value.agents.find(({ id }) => id === query.value.get('agent'));
  return (
    <>
      <Headline agents={value.agents} />
      {value.agents.length > 0 && <AgentsTable agents={value.agents} opened={opened?.id ?? null} />}
      <div class={opened === undefined ? 'two alone' : 'two'}>
        {opened !== undefined && <DisputesSection key={opened.id} agent={opened.id} />}
        <AddAgent />
      </div>
    </>
  );
}

function Headline({ agents }: { agents: readonly Agent[] }) {
  const parts = agentsSentence(agents);
  const sentence = parts.join(' ');
  const active = agents.filter(({ state }) => state === 'active').length;
  useTitle(agents.length === 0 ? 'No agents' : `Agents, ${active} of ${agents.length} active`);
  useEffect(() => announce(sentence), [sentence]);
  return (
    <>
      <h1>{parts.flatMap((part) => [<span key={part}>{part}</span>, ' '])}</h1>
      <p class="lede">
        {agents.length === 0 ? UNTIL_ONE_REPORTS : lossWords(agents, now.value)}
        {!isLost.value &&
          causesOfSilence(overview.value?.causes ?? []).map(({ name, state, domains }) => (
            <span key={name}>
              {' '}
              <a href={`${links.overview}?cause=${encodeURIComponent(`agent:${name}`)}`}>{plural(domains.length, 'domain')}</a>
              {` ${domains.length === 1 ? `is ${state === 'fallback' ? 'on fallback' : state}` : 'are in trouble'} as ${name} is silent.`}
            </span>
          ))}
        {` ${asideWords(agents)}`}
      </p>
    </>
  );
}
