import { EXIT, Failure } from '../failure.js';
import { type Settings } from '../settings/settings.js';

/** Why no reply came, and where the address is from. */
export function unreachable(error: unknown, { server, serverFrom, file }: Settings, timeoutSec: number): Failure {
  const hints = [
    ...(isPlain(error) ? [`try ${server.replace(/^https:/i, 'http:')}`] : []),
    `the address is from: ${serverFrom}`,
    `set another with --server URL, FAILOVER_URL, or "server:" in ${file}`,
    ...(isTls(error) ? ['the certificate is not trusted here: name its authority with --ca-file FILE or FAILOVER_CA_FILE'] : []),
  ];
  return new Failure(`cannot reach the master at ${server}: ${why(error, timeoutSec)}`, hints, EXIT.failed);
}

const NO_TLS = 'the server does not speak TLS there';

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'connection refused (nothing listens there)',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'its name cannot be resolved',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ECONNRESET: 'the connection was cut off',
  UND_ERR_SOCKET: 'the connection was cut off',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
};

function why(error: unknown, timeoutSec: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no reply within ${timeoutSec} s`;
  const cause = causeOf(error);
  return REASONS[cause?.code ?? ''] ?? cause?.message ?? String(error);
}

const isPlain = (error: unknown): boolean => REASONS[causeOf(error)?.code ?? ''] === NO_TLS;

const isTls = (error: unknown): boolean => /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(causeOf(error)?.code ?? '');

/** fetch hides the fault of the socket behind `fetch failed`; several addresses hide theirs in a list. */
function causeOf(error: unknown): (Error & { code?: string }) | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  return error.cause instanceof Error ? causeOf(error.cause) : error;
}
