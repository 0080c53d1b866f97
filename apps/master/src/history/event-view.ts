import { type EventDto } from '@failover-dns/contracts';
import { answerText, targetName } from '@failover-dns/policies';
import { type StoredEvent } from './event-log.js';
import { type Transition } from './transitions.js';

type Data = Record<string, unknown>;

/** How each kind of event is shown. A kind that is not here is shown with its data as it is. */
const VIEWS: Readonly<Record<string, (data: never, domain: string | null) => { text: string; data: Data }>> = {
  transition: (transition: Transition, domain) => {
    const { decision, previous, changed } = transition;
    const { state, source, addresses, ttl, reason } = decision;
    const targets = changed.map((target) => `${targetName(target)} ${target.to}`).join(', ');
    return {
      text: `${domain}: ${targets || state} → answering ${answerText(decision)}, TTL ${ttl}; ${reason}`,
      data: { now: { state, source, addresses, ttl }, previous, changed, reason },
    };
  },
  override: (data: { key: string; kind: string; who: string; why: string; until: string | null }) => ({
    text: `${aboutText(data.key)}: ${data.kind} by ${data.who} until ${data.until ?? 'it is taken back'}: ${data.why}`,
    data,
  }),
  note: (data: { what: string; who: string; why: string }) => ({
    text: `${data.what}, by ${data.who}${data.why === '' ? '' : `: ${data.why}`}`,
    data,
  }),
  release: (data: { key: string }) => ({ text: `${aboutText(data.key)}: the override is over`, data }),
  reload: (data: { by: string; applied: boolean; text: string; faults: string[] }) => ({
    text: `${data.applied ? 'reloaded' : 'not reloaded'} by ${data.by}: ${[data.text, ...data.faults].join('; ')}`,
    data,
  }),
  agent: (data: { agent: string; from: string; to: string; silent_ms: number }) => ({
    text: `agent ${data.agent}: ${data.from} → ${data.to}${data.to === 'active' ? '' : `, silent for ${Math.round(data.silent_ms / 1000)} s`}`,
    data,
  }),
  brake: (data: { on: boolean; why?: string; until?: string }) => ({
    text: data.on ? `the brake is on until ${data.until}: ${data.why}` : `the brake is off${data.why ? `: ${data.why}` : ''}`,
    data,
  }),
};

export function eventView({ id, at, kind, domain, data }: StoredEvent): EventDto {
  const view = Object.hasOwn(VIEWS, kind) ? VIEWS[kind] : undefined;
  const shown = view?.(data as never, domain) ?? { text: `${kind}${domain === null ? '' : ` ${domain}`}`, data: data as Data };
  return { id, at: at.toISOString(), kind, domain, ...shown };
}

/** What an override is about, as people say it: `domain/webmail.failover/192.0.2.10` is `webmail.failover/192.0.2.10`. */
function aboutText(key: string): string {
  const [, scope, name = key] = /^([a-z]+)\/(.*)$/s.exec(key) ?? [];
  return scope === 'domain' ? name.replace(/\/\*$/, '') : `${scope ?? ''} ${name}`.trim();
}
