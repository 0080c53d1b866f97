import { type Api } from '../client/api.js';
import { ofDomain } from '../client/nearest-name.js';
import { type Context } from '../context.js';
import { type Note, noteOf } from './note.js';
import { type Scope, type ScopeOptions, scopeOf, scopeText } from './override-scope.js';

export async function releaseOverride(
  { api, terminal }: Context,
  what: string | undefined,
  options: ScopeOptions & Note,
): Promise<void> {
  const scope = scopeOf(what, options);
  const released = release(api, scope, noteOf(options));
  await ('domain' in scope ? ofDomain(api, scope.domain, released) : released);
  terminal.done(`${scopeText(scope)}: released, the votes count again`, { released: true, ...scope });
}

function release(api: Api, scope: Scope, body: Note): Promise<unknown> {
  return api.call((client, signal) => {
    switch (scope.kind) {
      case 'target':
        return client.DELETE('/api/v1/domains/{domain}/targets/{ip}/override', { params: { path: scope }, body, signal });
      case 'domain':
        return client.DELETE('/api/v1/domains/{domain}/override', { params: { path: scope }, body, signal });
      case 'agent':
        return client.DELETE('/api/v1/agents/{agent}/override', { params: { path: scope }, body, signal });
      case 'tag':
        return client.DELETE('/api/v1/tags/{tag}/override', { params: { path: scope }, body, signal });
    }
  });
}
