import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { VERSION } from '../version.js';
import { type Check, fail, ok, type Observation, type Prober, type Target } from './observation.js';
import { fromSocketError } from './socket-errors.js';

const MAX_HEADER_BYTES = 16 * 1024;

/** `GET /` in the clear. Passes on a status of 200 to 399; redirects are not followed, the body is not read. */
export const probeHttp: Prober = (target, check, signal) =>
  exchange((options) => httpRequest(options), requestOptions(target, check, signal), signal);

/** The same over TLS, asking for `check.host` by SNI. The certificate is judged only when `check.verify` says so. */
export const probeHttps: Prober = (target, check, signal) => {
  const options = {
    ...requestOptions(target, check, signal),
    // An address is not allowed in SNI; an empty name sends none.
    servername: isIP(check.host) ? '' : check.host,
    rejectUnauthorized: check.verify,
  };
  return exchange(() => httpsRequest(options), options, signal, true);
};

function requestOptions({ ip, port }: Target, check: Check, signal: AbortSignal): RequestOptions {
  return {
    host: ip,
    port,
    path: '/',
    agent: false,
    signal,
    maxHeaderSize: MAX_HEADER_BYTES,
    headers: { Host: check.host, 'User-Agent': `failover-dns-agent/${VERSION}`, Accept: '*/*', Connection: 'close' },
  };
}

function exchange(
  open: (options: RequestOptions) => ClientRequest,
  options: RequestOptions,
  signal: AbortSignal,
  tls = false,
): Promise<Observation> {
  return new Promise((resolve) => {
    const started = performance.now();
    const stage = { connected: false, secured: !tls };
    const request = open(options);
    request.once('socket', (socket) => {
      socket.once('connect', () => (stage.connected = true));
      socket.once('secureConnect', () => (stage.secured = true));
    });
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      const latencyMs = performance.now() - started;
      resolve(status >= 200 && status < 400 ? ok(latencyMs) : fail('status', String(status), latencyMs));
      request.destroy();
    });
    request.on('upgrade', (_response, socket) => {
      resolve(fail('status', '101'));
      socket.destroy();
    });
    request.on('error', (cause) => resolve(signal.aborted ? fail('timeout') : fromRequestError(cause, stage)));
    request.end();
  });
}

/** Before the connection stands, an error is the socket's; until TLS stands, TLS's; after that, the protocol's. */
function fromRequestError(cause: NodeJS.ErrnoException, stage: { connected: boolean; secured: boolean }): Observation {
  if (!stage.connected) return fromSocketError(cause);
  const code = cause.code ?? '';
  if (!stage.secured)
    return fail('tls', code === 'ECONNRESET' ? 'connection closed during the handshake' : code || cause.message);
  if (code === 'ECONNRESET') return fail('protocol', 'connection closed without an answer');
  return code.startsWith('HPE_') ? fail('protocol', code) : fromSocketError(cause);
}
