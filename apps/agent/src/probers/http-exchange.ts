import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { type Socket } from 'node:net';
import { VERSION } from '../version.js';
import { fail, type Observation } from './observation.js';
import { fromSocketError } from './socket-errors.js';

const MAX_HEADER_BYTES = 16 * 1024;

export interface Question {
  method: string;
  path: string;
  host: string;
  headers: Record<string, string>;
  body: string;
  /** How much of the reply's body is wanted; at 0 the exchange is over with the headers. */
  maxBytes: number;
}

/** `firstByteAt`: when the headers had come, by `performance.now()`. */
export interface Reply {
  status: number;
  version: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  firstByteAt: number;
}

/** One request over a connection that stands; the connection is not used again, and stays the caller's to destroy. */
export function exchange(socket: Socket, question: Question, signal: AbortSignal): Promise<Reply | Observation> {
  return new Promise((resolve) => {
    const { method, path, host, headers, body, maxBytes } = question;
    // Node tells it for POST and the like alone.
    const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const agent = `failover-dns-agent/${VERSION}`;
    const own = { 'User-Agent': agent, Accept: '*/*', ...length, ...headers, Host: host, Connection: 'close' };
    const request = httpRequest({
      createConnection: () => socket,
      method,
      path,
      headers: own,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    let stage = 'no answer';
    request.once('response', (response) => {
      stage = 'in the body';
      const firstByteAt = performance.now();
      void read(response, maxBytes, signal).then((received) =>
        resolve('reason' in received ? received : { ...headOf(response), body: received, firstByteAt }),
      );
    });
    request.on('upgrade', () => resolve(fail('status', '101')));
    request.on('error', (cause) => resolve(signal.aborted ? fail('timeout', stage) : fromExchange(cause)));
    request.end(body);
  });
}

const headOf = ({ statusCode = 0, httpVersion, headers }: IncomingMessage) => ({
  status: statusCode,
  version: httpVersion,
  headers,
});

/** Reads to the end of the body or to its limit. */
function read(response: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Buffer | Observation> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const all = () => resolve(Buffer.concat(chunks).subarray(0, maxBytes));
    response.on('error', () => resolve(signal.aborted ? fail('timeout', 'in the body') : fail('protocol', 'the body broke off')));
    if (maxBytes === 0) return all();
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxBytes) all();
    });
    response.once('end', all);
  });
}

function fromExchange(cause: NodeJS.ErrnoException): Observation {
  const code = cause.code ?? '';
  if (code === 'ECONNRESET') return fail('protocol', 'connection closed without an answer');
  // An alert after the handshake: a certificate of ours is wanted, say.
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return fail('tls', code);
  return code.startsWith('HPE_') ? fail('protocol', code) : fromSocketError(cause, true);
}
