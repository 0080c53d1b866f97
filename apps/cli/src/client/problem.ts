import { EXIT, Failure } from '../failure.js';
import { type Settings } from '../settings/settings.js';
// A type import as a whole: the file is a declaration and is not there at run time.
import type { components } from './schema.js';

export type Finding = components['schemas']['FindingDto'];

/** An error that the master answered with (RFC 9457). */
export class Problem extends Failure {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** What is wrong with a config. */
    readonly faults: readonly Finding[],
    hints: readonly string[],
    code: number = EXIT.failed,
  ) {
    super(detail, hints, code);
  }
}

export function problemOf(response: Response, body: unknown, settings: Settings): Problem {
  const { detail, faults } = (typeof body === 'object' && body !== null ? body : {}) as { detail?: unknown; faults?: unknown };
  const said = typeof detail === 'string' ? detail : `${response.status} ${response.statusText}`;
  const { status } = response;
  const found = Array.isArray(faults) ? (faults as Finding[]) : [];
  if (isNoRoute(said))
    return new Problem(status, `the master at ${settings.server} does not know this yet: ${said}`, [], [UPDATE]);
  const about = status === 401 || status === 403 ? tokenHints(status, settings) : [];
  // What is asked for is made of the command line alone.
  return new Problem(status, said, found, about, status === 400 ? EXIT.usage : EXIT.failed);
}

const UPDATE = 'it is older than this program: update it';

/** A path that the master has not, in Nest's own words. */
const isNoRoute = (detail: string): boolean => /^Cannot (GET|PUT|POST|DELETE) \//.test(detail);

/** Which token was sent, and where to set another. */
function tokenHints(status: number, { server, token, file }: Settings): string[] {
  const sent = token === undefined ? 'no token was sent' : `the token is from: ${token.from}`;
  const key = status === 401 ? 'api.viewer_token to read, api.admin_token to change' : 'api.admin_token';
  return [
    `${server}: ${sent}`,
    `it must be ${key}, from the master's config`,
    `set it with FAILOVER_TOKEN, --token-file FILE, or "token_file:" in ${file}`,
  ];
}
