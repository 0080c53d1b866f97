import type { Agent } from '../../api/types.js';
import { query, setQuery } from '../../router/router.js';
import { AgentRow } from './agent-row.js';
import { type Sort, sortedAgents, SORTS } from './sentence.js';

const COLUMNS: readonly { sort: Sort | null; words: string; num?: boolean }[] = [
  { sort: 'state', words: 'State' },
  { sort: 'id', words: 'Agent' },
  { sort: null, words: 'Tags' },
  { sort: 'seen', words: 'Last seen' },
  { sort: null, words: 'Clock against the master' },
  { sort: 'disagrees', words: 'Disagrees' },
  { sort: null, words: 'Targets', num: true },
  { sort: null, words: 'Results a minute', num: true },
  { sort: null, words: 'Report lag', num: true },
];

/** Every agent in a row, those in trouble first. */
export function AgentsTable({ agents, opened }: { agents: readonly Agent[]; opened: string | null }) {
  const asked = query.value.get('sort');
  const sort = SORTS.find((one) => one === asked) ?? 'state';
  return (
    <section class="block" aria-label="Agents">
      <div class="card scroll">
        <table class="agents" role="table" aria-label="Agents, trouble first">
          <thead role="rowgroup">
            <tr role="row">
              {COLUMNS.map(({ sort: own, words, num }) => (
                <th
                  key={words}
                  role="columnheader"
                  scope="col"
                  class={num ? 'num' : undefined}
                  aria-sort={own === sort ? 'ascending' : undefined}
                >
                  {own === null ? (
                    words
                  ) : (
                    <button type="button" onClick={() => setQuery({ sort: own === 'state' ? null : own }, { replace: true })}>
                      {words}
                      {own === sort && <span aria-hidden="true"> ▾</span>}
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {sortedAgents(agents, sort).map((agent) => (
              <AgentRow key={agent.id} agent={agent} opened={agent.id === opened} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="foot">
        <span>Clock: shown to people, decides nothing; warned about above 5 s.</span>
        <span>Disagrees: targets that it calls down and most others up, in the last round; warned about above 5 %.</span>
        <span>Lag: from a check’s end to its report.</span>
      </p>
    </section>
  );
}
