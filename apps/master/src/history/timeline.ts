import { type TimelineEntryDto } from '@failover-dns/contracts';
import { targetName } from '@failover-dns/policies';
import { eventView } from './event-view.js';
import { type StoredEvent } from './event-log.js';
import { type Transition } from './transitions.js';

interface Note {
  what: string;
  who: string;
  why: string;
}

type Told = Pick<TimelineEntryDto, 'what' | 'why'> & Partial<TimelineEntryDto>;

const NOTHING = { from: null, to: null, removed: [], added: [], kept: [], ttl_before: null, ttl: null };

/** How each kind is told, in a few words and the reason. A kind that is not here is told by its one line. */
const TOLD: Readonly<Record<string, (data: never) => Told>> = {
  transition: ({ decision, previous, changed }: Transition) => {
    const { state, addresses, ttl, targets } = decision;
    const [before, after] = [previous.addresses, addresses];
    const turned = changed.map((target) => `${targetName(target)} ${target.to}`).join(', ');
    const why = changed.map((target) => `${targetName(target)}: ${target.reason}.`);
    const told = (those: typeof targets) => those.map((target) => `${targetName(target)}: ${target.reason}.`);
    const served = told(targets.filter(({ service }) => service !== 'in'));
    const held = state === 'frozen' ? told(targets.filter((target) => target.held !== null && target.service === 'in')) : [];
    return {
      what: previous.state === state ? turned || `still ${state}` : `${previous.state} → ${state}`,
      why: [...new Set([...why, ...served, ...fewOf(held)])].join(' ') || `${decision.selection}.`,
      from: previous.state,
      to: state,
      removed: before.filter((address) => !after.includes(address)),
      added: after.filter((address) => !before.includes(address)),
      kept: after.filter((address) => before.includes(address)),
      ttl_before: previous.ttl,
      ttl,
    };
  },
  override: ({ key, kind, who, why, until }: { key: string; kind: string; who: string; why: string; until: string | null }) => ({
    what: `${who} set ${kind.replace('_', ' ')}: ${aboutOf(key)}`,
    why: `“${why}” ${until === null ? 'Until it is taken back.' : `Ends ${until}.`}`,
  }),
  note: ({ what, who, why }: Note) => ({ what: `${who}: ${what}`, why: why === '' ? '' : `“${why}”` }),
  release: ({ key }: { key: string }) => ({ what: `the override of ${aboutOf(key)} is over`, why: '' }),
  agent: ({ agent, from, to, silent_ms }: { agent: string; from: string; to: string; silent_ms: number }) => ({
    what: `agent ${agent}: ${from} → ${to}`,
    why: to === 'active' ? 'It is heard again.' : `Silent for ${Math.round(silent_ms / 1000)} s.`,
  }),
  brake: ({ on, why }: { on: boolean; why?: string }) => ({
    what: `the brake is ${on ? 'on' : 'off'}`,
    why: why ? `${why}.` : '',
  }),
  reload: ({ by, applied, text, faults }: { by: string; applied: boolean; text: string; faults: string[] }) => ({
    what: applied ? `config reloaded by ${by}` : `config refused, from ${by}`,
    why: [text, ...faults.slice(0, 1)].join('; '),
  }),
};

const MOST_HELD = 3;
const fewOf = (lines: readonly string[]): string[] =>
  lines.length <= MOST_HELD ? [...lines] : [...lines.slice(0, MOST_HELD - 1), `${lines.length - MOST_HELD + 1} more are held.`];

/** Does an event about no domain explain this one's story? `sees`: checks the agent this domain? */
export function explains({ domain: about, kind, data }: StoredEvent, domain: string, sees: (agent: string) => boolean): boolean {
  if (about !== null) return about === domain;
  // The event after a note tells what was done; what a note adds is why.
  if (kind === 'note') return (data as Note).why !== '';
  if (kind === 'agent') return sees((data as { agent: string }).agent);
  if (kind !== 'reload') return true;
  const { applied, domains = null } = data as { applied: boolean; domains?: string[] | null };
  return applied && (domains?.includes(domain) ?? true);
}

/** `domain/webmail.failover/192.0.2.10` → `192.0.2.10`; `agent/fra` → `agent fra` */
function aboutOf(key: string): string {
  const [scope = '', ...rest] = key.split('/');
  const last = rest.at(-1) ?? '';
  if (scope !== 'domain') return `${scope} ${rest.join('/')}`;
  return last === '*' ? 'the whole domain' : last;
}

export function timelineEntry(event: StoredEvent): TimelineEntryDto {
  const { id, at, kind, data } = event;
  const tell = Object.hasOwn(TOLD, kind) ? TOLD[kind] : undefined;
  const told = tell?.(data as never) ?? { what: eventView(event).text, why: '' };
  return { id, at: at.toISOString(), kind, ...NOTHING, ...told };
}
