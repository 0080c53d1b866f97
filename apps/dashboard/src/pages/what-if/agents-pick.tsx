import type { Agent, Agents } from '../../api/types.js';
import { plural } from '../../lib/words.js';
import { useResource } from '../../store/use-resource.js';

const STATES: Readonly<Record<string, string>> = { lost: 'lost already', suspect: 'silent already', unseen: 'not come yet' };

export function AgentsPick({ lost, onChange }: { lost: readonly string[]; onChange: (lost: readonly string[]) => void }) {
  const { value } = useResource<Agents>('/api/v1/agents', { on: ({ kind }) => kind === 'agent', every: 10_000 });
  const agents = value?.agents ?? [];
  const unknown = lost.filter((id) => value !== null && !agents.some((agent) => agent.id === id));
  const toggle = (id: string): void => onChange(lost.includes(id) ? lost.filter((one) => one !== id) : [...lost, id]);
  return (
    <div class="grp" role="group" aria-label="These agents are lost">
      <h2>These agents are lost</h2>
      <div class={agents.length > 12 ? 'opts long' : 'opts'}>
        {agents.map((agent) => (
          <label key={agent.id} class="opt">
            <input
              type="checkbox"
              checked={lost.includes(agent.id)}
              disabled={agent.state === 'unseen'}
              onChange={() => toggle(agent.id)}
            />
            <span>{agent.id}</span>
            <small>{wordsOf(agent)}</small>
          </label>
        ))}
        {unknown.map((id) => (
          <label key={id} class="opt">
            <input type="checkbox" checked onChange={() => toggle(id)} />
            <span>{id}</span>
            <small>not known</small>
          </label>
        ))}
      </div>
      {value !== null && agents.length === 0 && <p class="small quiet">No agent has reported yet.</p>}
    </div>
  );
}

const wordsOf = ({ state, targets }: Agent): string => STATES[state] ?? plural(targets, 'target');
