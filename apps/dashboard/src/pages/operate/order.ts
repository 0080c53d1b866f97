import type { SupposedOverride } from '../../api/types.js';
import { canonicalIp, ipOf } from '../../lib/addresses.js';

export const KINDS = ['maintenance', 'drain', 'force_up', 'force_down'] as const;
export type Kind = (typeof KINDS)[number];
export type Action = Kind | 'release' | 'failback' | 'release_brake' | 'reload';

/** What an order is about. */
export type Subject =
  | { scope: 'target'; domain: string; target: string }
  | { scope: 'domain'; domain: string }
  | { scope: 'agent'; agent: string }
  | { scope: 'tag'; tag: string }
  | { scope: 'brake' }
  | { scope: 'config' };

export interface Order {
  subject: Subject;
  action: Action;
}

/** `?domain=…&target=…&do=drain`, `?agent=…`, `?tag=…`, `?do=release_brake`, `?do=reload`; null: no order is asked for. */
export function orderOf(query: URLSearchParams): Order | null {
  const [domain, target, agent, tag, asked] = ['domain', 'target', 'agent', 'tag', 'do'].map((key) => query.get(key) || null);
  if (asked === 'release_brake') return { subject: { scope: 'brake' }, action: 'release_brake' };
  if (asked === 'reload') return { subject: { scope: 'config' }, action: 'reload' };
  if (domain) {
    const subject: Subject =
      target && asked !== 'failback'
        ? { scope: 'target', domain, target: canonicalIp(ipOf(target)) }
        : { scope: 'domain', domain };
    const action = asked === 'release' || asked === 'failback' ? asked : (KINDS.find((kind) => kind === asked) ?? 'maintenance');
    return { subject, action };
  }
  const whose: Subject | null = agent ? { scope: 'agent', agent } : tag ? { scope: 'tag', tag } : null;
  return whose && { subject: whose, action: asked === 'release' ? 'release' : 'maintenance' };
}

export function queryOf({ subject, action }: Order): string {
  const { scope: _, ...keys } = subject;
  return new URLSearchParams({ ...keys, do: action }).toString();
}

export const isOverride = (action: Action): action is Kind => KINDS.some((kind) => kind === action);

/** Agents and tags know maintenance alone. */
export const kindsOf = ({ scope }: Subject): readonly Kind[] => (scope === 'agent' || scope === 'tag' ? ['maintenance'] : KINDS);

/** What must be typed before a domain is put on fallback. */
export function nameOf(subject: Subject): string {
  if (subject.scope === 'target' || subject.scope === 'domain') return subject.domain;
  if (subject.scope === 'agent') return subject.agent;
  if (subject.scope === 'tag') return subject.tag;
  return subject.scope === 'brake' ? 'brake' : 'reload';
}

const part = encodeURIComponent;

/** Where it is sent. */
export function routeOf({ subject, action }: Order): { method: 'PUT' | 'DELETE' | 'POST'; path: string } {
  if (action === 'release_brake') return { method: 'DELETE', path: '/api/v1/brake' };
  if (action === 'reload') return { method: 'POST', path: '/api/v1/config/reload' };
  const place = placeOf(subject);
  if (action === 'failback') return { method: 'POST', path: `${place}/failback` };
  return { method: action === 'release' ? 'DELETE' : 'PUT', path: `${place}/override` };
}

function placeOf(subject: Subject): string {
  if (subject.scope === 'target') return `/api/v1/domains/${part(subject.domain)}/targets/${part(subject.target)}`;
  if (subject.scope === 'domain') return `/api/v1/domains/${part(subject.domain)}`;
  if (subject.scope === 'agent') return `/api/v1/agents/${part(subject.agent)}`;
  return `/api/v1/tags/${part(subject.scope === 'tag' ? subject.tag : '')}`;
}

/** What is asked of simulate to show the outcome; null: another route shows it. */
export function supposedOf({ subject, action }: Order): SupposedOverride | null {
  if (action === 'reload') return null;
  const { scope: _, ...keys } = subject;
  return { ...keys, action };
}
