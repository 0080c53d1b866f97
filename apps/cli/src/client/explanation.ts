import { type Api, type Schemas } from './api.js';

/** The whole reasoning; without a type, the records of both families. */
export function explanationOf(api: Api, domain: string, type?: 'A' | 'AAAA'): Promise<Schemas['ExplanationDto']> {
  const asked = api.call((client, signal) =>
    client.GET('/api/v1/domains/{domain}/explain', { params: { path: { domain }, query: { type } }, signal }),
  );
  // It is text only where `format=text` is asked for.
  return asked as Promise<Schemas['ExplanationDto']>;
}
