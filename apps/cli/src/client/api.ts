import createClient, { type Client } from 'openapi-fetch';
import { Failure } from '../failure.js';
import { type Settings } from '../settings/settings.js';
import { problemOf } from './problem.js';
// A type import as a whole: the file is a declaration and is not there at run time.
import type { components, paths } from './schema.js';
import { type Fetch, fetchOver } from './secure-fetch.js';
import { unreachable } from './unreachable.js';

export type Schemas = components['schemas'];
/** A call as openapi-fetch answers it. */
type Reply<Data> = { data?: Data; error?: unknown; response: Response };

/** The master's API, typed by its own OpenAPI document; what goes wrong is a `Failure` that says the remedy. */
export class Api {
  private readonly client: Client<paths>;
  private readonly fetch: Fetch;

  constructor(
    readonly settings: Settings,
    private readonly timeoutSec: number,
  ) {
    const { server, token, tls } = settings;
    this.fetch = fetchOver(tls);
    const headers = token === undefined ? {} : { authorization: `Bearer ${token.value}` };
    this.client = createClient<paths>({ baseUrl: server, headers, fetch: this.fetch });
  }

  /** `api.call((client, signal) => client.GET('/api/v1/domains', { signal }))` */
  async call<Data>(request: (client: Client<paths>, signal: AbortSignal) => Promise<Reply<Data>>): Promise<Data> {
    const { data, error, response } = await this.attempt(request);
    if (!response.ok) throw problemOf(response, error, this.settings);
    if (data === undefined && response.status !== 204) throw notAMaster(this.settings);
    return data as Data;
  }

  /** A stream of events, which has no end of its own. */
  async open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const { server, token } = this.settings;
    const authorization = token && { authorization: `Bearer ${token.value}` };
    let response: Response;
    try {
      response = await this.fetch(new Request(`${server}${path}`, { headers: { ...authorization, ...headers }, signal }));
    } catch (error) {
      throw unreachable(error, this.settings, this.timeoutSec);
    }
    if (response.ok) return response;
    const text = await response.text();
    throw problemOf(response, jsonOf(text), this.settings);
  }

  private async attempt<Data>(
    request: (client: Client<paths>, signal: AbortSignal) => Promise<Reply<Data>>,
  ): Promise<Reply<Data>> {
    try {
      return await request(this.client, AbortSignal.timeout(this.timeoutSec * 1000));
    } catch (error) {
      throw error instanceof SyntaxError ? notAMaster(this.settings) : unreachable(error, this.settings, this.timeoutSec);
    }
  }
}

const notAMaster = ({ server, serverFrom }: Settings): Failure =>
  new Failure(`${server} answers, but not as a Failover DNS master (its reply is no JSON)`, [
    `the address is from: ${serverFrom}`,
  ]);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export { type Finding, Problem } from './problem.js';
