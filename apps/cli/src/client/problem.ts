import { EXIT, Failure } from '../failure.js';
import { type Settings } from '../settings/settings.js';

interface Detail {
  path: string;
  detail: string;
}

/** An error that the master answered with (RFC 9457). */
export class Problem extends Failure {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly errors: readonly Detail[],
    hints: readonly string[],
    code: number = EXIT.failed,
  ) {
    super(detail, hints, code);
  }
}

export function problemOf(response: Response, body: unknown, settings: Settings): Problem {
  const { detail, errors } = (typeof body === 'object' && body !== null ? body : {}) as { detail?: unknown; errors?: unknown };
  const said = typeof detail === 'string' ? detail : `${response.status} ${response.statusText}`;
  const { status } = response;
  const places = Array.isArray(errors) ? (errors as Detail[]) : [];
  if (isNoRoute(said))
    return new Problem(status, `the master at ${settings.server} does not know this yet: ${said}`, [], [UPDATE]);
  const about = status === 401 || status === 403 ? tokenHints(status, settings) : [];
  return new Problem(status, said, places, about);
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
