import type { ComponentChildren } from 'preact';
import type { MasterEvent } from '../../api/types.js';
import { localTimes } from '../../lib/iso.js';
import { now } from '../../store/clock.js';

/** An event in its shortest form: one row a kind; of any other kind, or without what is needed, the master's own line. */
const WORDS: Readonly<Record<string, (event: MasterEvent) => ComponentChildren>> = {
  transition: ({ domain, data }) => {
    const [before, after] = [textIn(data['previous'], 'state'), textIn(data['now'], 'state')];
    if (domain === null || after === null) return null;
    return (
      <>
        <code>{domain}</code> {before === after || before === null ? '' : `${before} → `}
        <b>{after}</b>
        {before === after && ', another answer'}
      </>
    );
  },
  agent: ({ data }) => {
    const [agent, to] = [textIn(data, 'agent'), textIn(data, 'to')];
    return agent !== null && to !== null ? (
      <>
        Agent <code>{agent}</code> <b>{to}</b>
      </>
    ) : null;
  },
  reload: ({ data }) => {
    const text = textIn(data, 'text');
    if (text === null) return null;
    if (data['applied'] !== true) return `Reload refused: ${text}`;
    const [, changes] = text.split(' is in force; ');
    return changes === undefined ? 'Config reloaded' : `Config reloaded; ${withoutNothing(changes)}`;
  },
};

/** `domains: 1 added, 0 changed, 0 removed` → `domains: 1 added` */
function withoutNothing(changes: string): string {
  const [what, counts = ''] = changes.split(': ');
  const told = counts.split(', ').filter((part) => !part.startsWith('0 '));
  return told.length === 0 ? 'nothing changed' : `${what}: ${told.join(', ')}`;
}

export function EventWords({ event }: { event: MasterEvent }) {
  const words = Object.hasOwn(WORDS, event.kind) ? WORDS[event.kind]?.(event) : null;
  return <span class="clip">{words ?? localTimes(event.text, now.peek())}</span>;
}

function textIn(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === 'string' ? found : null;
}
