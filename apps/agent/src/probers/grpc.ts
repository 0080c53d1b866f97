import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { type Socket } from 'node:net';
import { type GrpcParamsDto } from '@failover-dns/contracts';
import { VERSION } from '../version.js';
import { dial } from './dial.js';
import { CODES, healthRequest, healthStatus } from './grpc-message.js';
import { fail, isObservation, ok, type Observation, type Prober } from './observation.js';
import { authorityOf, nameOf } from './redirect.js';
import { secure } from './secure.js';

const MAX_BYTES = 1024;

/** Asks grpc.health.v1.Health/Check. Passes when the service is SERVING. The latency is that of the whole. */
export const probeGrpc: Prober<GrpcParamsDto> = async (target, { host, timeoutMs, params }, signal) => {
  const started = performance.now();
  const authority = authorityOf(params.host || host);
  const socket = await dial(target, signal);
  if (isObservation(socket)) return socket;
  try {
    const name = params.sni || nameOf(authority);
    const secured = params.tls ? await secure(socket, { name, verify: params.verify, protocols: ['h2'] }, signal) : socket;
    if (isObservation(secured)) return secured;
    if ('alpnProtocol' in secured && secured.alpnProtocol !== 'h2') return fail('protocol', 'it does not speak h2');
    const said = await call(secured, authority, params, timeoutMs, signal);
    if (typeof said !== 'string') return said;
    const latencyMs = performance.now() - started;
    return said === 'SERVING' ? ok(latencyMs, { status: said }) : fail('status', said, latencyMs);
  } finally {
    socket.destroy();
  }
};

/** One call over one session: the status of the service, or of the call where that says no. */
async function call(
  socket: Socket,
  authority: string,
  { tls, service }: GrpcParamsDto,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | Observation> {
  const session = connect(`${tls ? 'https' : 'http'}://${authority}`, { createConnection: () => socket });
  try {
    return await converse(session, authority, service, timeoutMs, signal);
  } finally {
    session.destroy();
  }
}

function converse(
  session: ClientHttp2Session,
  authority: string,
  service: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | Observation> {
  return new Promise((resolve) => {
    const failed = ({ code = '' }: NodeJS.ErrnoException) => resolve(signal.aborted ? SLOW : fail('protocol', code || CLOSED));
    const closed = () => resolve(signal.aborted ? SLOW : fail('protocol', CLOSED));
    session.on('error', failed).on('close', closed);
    const stream = session.request({
      ':method': 'POST',
      ':authority': authority,
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
      'grpc-timeout': `${Math.ceil(timeoutMs)}m`,
      'user-agent': `failover-dns-agent/${VERSION}`,
    });
    const reply = { headers: {} as IncomingHttpHeaders, body: Buffer.alloc(0) };
    stream.on('error', failed).on('close', closed);
    stream.on('response', (headers) => (reply.headers = headers));
    stream.on('trailers', (trailers) => (reply.headers = { ...reply.headers, ...trailers }));
    stream.on('data', (chunk: Buffer) => {
      reply.body = Buffer.concat([reply.body, chunk]);
      if (reply.body.length > MAX_BYTES) resolve(fail('protocol', 'too long a reply'));
    });
    stream.on('end', () => (signal.aborted ? closed() : resolve(read(reply))));
    stream.end(healthRequest(service));
  });
}

const CLOSED = 'connection closed without an answer';
const SLOW = fail('timeout', 'no answer');

function read({ headers, body }: { headers: IncomingHttpHeaders; body: Buffer }): string | Observation {
  const { ':status': status, 'grpc-status': code } = headers;
  if (status === undefined) return fail('protocol', CLOSED);
  if (code === undefined) return Number(status) === 200 ? fail('protocol', 'it speaks no gRPC') : `HTTP ${String(status)}`;
  if (code !== '0') return CODES[Number(code)] ?? 'an unknown grpc-status';
  return healthStatus(body) ?? fail('protocol', 'a reply that is no HealthCheckResponse');
}
