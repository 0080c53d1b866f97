import { useState } from 'preact/hooks';
import type { Agent } from '../../api/types.js';
import { SearchField } from '../../parts/search-field.js';
import { StateMark } from '../../parts/state-mark.js';
import { links } from '../../router/links.js';
import { rowOf, rows } from '../../store/domains.js';
import { isLost } from '../../store/live.js';
import { queryOf, type Subject } from './order.js';
import { findSubjects } from './subjects.js';

const MOST = 8;

/** Where an order begins: find what it is about. */
export function SubjectCard({ agents }: { agents: readonly Agent[] }) {
  const [text, setText] = useState('');
  const found = findSubjects(rows.value, agents, text, MOST + 1);
  return (
    <section>
      <div class="head">
        <h2>Override</h2>
        <span class="note">a target, a domain, an agent or a tag</span>
      </div>
      <div class="card subjects">
        <SearchField label="Find what to override" placeholder="Address, domain, agent or tag" value={text} onText={setText} />
        <ul>
          {found.slice(0, MOST).map((subject) => (
            <Found key={queryOf({ subject, action: 'maintenance' })} subject={subject} />
          ))}
        </ul>
        {found.length === 0 && (
          <p class="small quiet none">{text === '' ? 'There is no domain yet.' : `Nothing matches “${text}”.`}</p>
        )}
        {found.length > MOST && (
          <p class="small quiet none">{text === '' ? 'Search for the others.' : 'More match: write more of it.'}</p>
        )}
      </div>
    </section>
  );
}

function Found({ subject }: { subject: Subject }) {
  const state = subject.scope === 'domain' ? rowOf(subject.domain)?.state : undefined;
  const [name, what] = namesOf(subject);
  return (
    <li>
      <span class="who">
        <code>{name}</code> <small class="quiet">{what}</small>
      </span>
      {state !== undefined && <StateMark state={state} />}
      {isLost.value ? (
        <button type="button" class="btn" disabled>
          Override…
        </button>
      ) : (
        <a class="btn" href={`${links.operate}?${queryOf({ subject, action: 'maintenance' })}`}>
          Override…<span class="vh">{` ${name} ${what}`}</span>
        </a>
      )}
    </li>
  );
}

function namesOf(subject: Subject): [string, string] {
  if (subject.scope === 'target') return [subject.target, `in ${subject.domain}`];
  if (subject.scope === 'agent') return [subject.agent, 'agent'];
  if (subject.scope === 'tag') return [subject.tag, 'tag of agents'];
  return [subject.scope === 'domain' ? subject.domain : '', ''];
}
