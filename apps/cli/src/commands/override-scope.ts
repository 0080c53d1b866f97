import { given, misuse } from '../failure.js';

export interface ScopeOptions {
  agent?: string;
  tag?: string;
}

export type Scope =
  | { kind: 'target'; domain: string; ip: string }
  | { kind: 'domain'; domain: string }
  | { kind: 'agent'; agent: string }
  | { kind: 'tag'; tag: string };

/** What an override is about: exactly one thing. */
export function scopeOf(what: string | undefined, { agent, tag }: ScopeOptions): Scope {
  const named = [what, agent, tag].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw misuse(
      named.length === 0 ? 'an override of what?' : 'more than one of DOMAIN, --agent and --tag',
      'name a domain (webmail.failover), a target (webmail.failover/192.0.2.10), --agent ID or --tag TAG',
    );
  if (agent !== undefined) return { kind: 'agent', agent: given('id of the agent', agent) };
  if (tag !== undefined) return { kind: 'tag', tag: given('tag', tag) };
  const [domain = '', ip, ...more] = (what ?? '').split('/');
  if (domain === '' || ip === '' || more.length > 0) throw misuse(`"${what}" is neither DOMAIN nor DOMAIN/IP`);
  return ip === undefined ? { kind: 'domain', domain } : { kind: 'target', domain, ip };
}

export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'target':
      return `${scope.domain}/${scope.ip}`;
    case 'domain':
      return scope.domain;
    case 'agent':
      return `the agent ${scope.agent}`;
    case 'tag':
      return `the tag ${scope.tag}`;
  }
}
