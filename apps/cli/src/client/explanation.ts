import { type Api, type Schemas } from './api.js';

/** The whole reasoning; without a type, the records of both families. */
export const explanationOf = (api: Api, domain: string, type?: 'A' | 'AAAA'): Promise<Schemas['ExplanationDto']> =>
  api.call((client, signal) =>
    client.GET('/api/v1/domains/{domain}/explain', { params: { path: { domain }, query: { type } }, signal }),
  );
