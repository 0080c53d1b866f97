import { type Api, type Schemas } from '../client/api.js';
import { ofAgent, ofDomain } from '../client/nearest-name.js';
import { type Context } from '../context.js';
import { misuse } from '../failure.js';
import { printable, secondsOf } from '../output/words.js';
import { noteOf } from './note.js';
import { type Scope, type ScopeOptions, scopeOf, scopeText } from './override-scope.js';

type Request = Schemas['OverrideRequestDto'];
type Override = Schemas['OverrideDto'];
interface Options extends ScopeOptions {
  reason: string;
  for?: string;
  until?: string;
  permanent?: boolean;
  who?: string;
}

export const KINDS = ['maintenance', 'drain', 'force_up', 'force_down'] as const satisfies readonly Request['kind'][];
type Kind = (typeof KINDS)[number];

/** `force-up` is as good as `force_up`. */
export function kindOf(word: string): Kind {
  const kind = KINDS.find((known) => known === word.toLowerCase().replaceAll('-', '_'));
  if (kind === undefined) throw misuse(`"${word}" is no kind of override`, `the kinds are ${KINDS.join(', ')}`);
  return kind;
}

export async function setOverride(
  { api, terminal }: Context,
  kind: Kind,
  what: string | undefined,
  options: Options,
): Promise<void> {
  const scope = scopeOf(what, options);
  if (!('domain' in scope) && kind !== 'maintenance')
    throw misuse(`an agent or a tag can be in maintenance alone, not ${kind}`, 'its votes are set aside then');
  if (options.reason.trim() === '') throw misuse('--reason is empty', 'say why, for whoever finds this override');
  const { for: length, until, permanent } = options;
  if ([length, until, permanent].filter((one) => one !== undefined).length !== 1)
    throw misuse('an override needs one end', 'give one of --for 2h, --until 2026-01-02T04:00:00Z, and --permanent on purpose');
  if (length !== undefined && !isLength(length))
    throw misuse(`--for "${length}" is no time`, 'write a number and its unit, such as 90s, 15m, 2h or 3d');
  if (until !== undefined && Number.isNaN(Date.parse(until)))
    throw misuse(`--until "${until}" is no time`, 'write it as 2026-01-02T04:00:00Z');
  const body: Request = { kind, reason: options.reason, who: noteOf(options).who, for: length, until, permanent };
  const request = put(api, scope, body);
  const set = await ('domain' in scope
    ? ofDomain(api, scope.domain, request)
    : 'agent' in scope
      ? ofAgent(api, scope.agent, request)
      : request);
  const end = set.until == null ? 'until it is released' : `until ${terminal.time(set.until)}`;
  terminal.show(set, () => printable(`${scopeText(scope)}: ${set.kind} by ${set.who} ${end}: ${set.reason}`));
}

const isLength = (text: string): boolean => /[smhd]$/.test(text) && (secondsOf(text) ?? 0) > 0;

function put(api: Api, scope: Scope, body: Request): Promise<Override> {
  return api.call((client, signal) => {
    switch (scope.kind) {
      case 'target':
        return client.PUT('/api/v1/domains/{domain}/targets/{ip}/override', { params: { path: scope }, body, signal });
      case 'domain':
        return client.PUT('/api/v1/domains/{domain}/override', { params: { path: scope }, body, signal });
      case 'agent':
        return client.PUT('/api/v1/agents/{agent}/override', { params: { path: scope }, body, signal });
      case 'tag':
        return client.PUT('/api/v1/tags/{tag}/override', { params: { path: scope }, body, signal });
    }
  });
}
