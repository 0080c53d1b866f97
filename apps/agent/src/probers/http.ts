import { type HttpParamsDto, type HttpsParamsDto, statusRangesOf } from '@failover-dns/contracts';
import { dial } from './dial.js';
import { missing } from './expectation.js';
import { exchange, type Question, type Reply } from './http-exchange.js';
import { type Allowed, type Check, fail, isObservation, ok, type Observation, type Prober, rounded } from './observation.js';
import { authorityOf, follow, type Hop, nameOf } from './redirect.js';
import { secure } from './secure.js';

const MAX_REDIRECTS = 5;

/** Passes on an expected status and body. Redirects are not followed unless asked. The latency is that of the whole. */
export const probeHttp: Prober<HttpParamsDto> = (target, check, signal, allowed) =>
  walk({ secure: false, host: hostOf(check), path: check.params.path, target }, '', check, signal, allowed);

/** The same over TLS, asking for a name by SNI. The certificate is judged only when `verify` says so. */
export const probeHttps: Prober<HttpsParamsDto> = (target, check, signal, allowed) =>
  walk({ secure: true, host: hostOf(check), path: check.params.path, target }, check.params.sni, check, signal, allowed);

const hostOf = ({ host, params }: Check<HttpParamsDto>) => authorityOf(params.host || host);

/** What one hop showed; times in milliseconds. */
interface Visit {
  reply: Reply;
  times: { connect_ms: number; tls_ms?: number; first_byte_ms: number; body_ms?: number };
}

/** From hop to hop until one redirects no further. */
async function walk(
  first: Hop,
  sni: string,
  { params }: Check<HttpParamsDto>,
  signal: AbortSignal,
  allowed: Allowed,
): Promise<Observation> {
  const started = performance.now();
  let question: Question = { ...params, host: first.host, maxBytes: params.expect_body ? params.max_body_bytes : 0 };
  let hop = first;
  for (let redirects = 0; ; redirects++) {
    const name = hop === first && sni ? sni : nameOf(hop.host);
    const visit = await ask(hop, name, params.verify, question, signal);
    if (isObservation(visit)) return visit;
    const { status, headers } = visit.reply;
    if (!params.follow_redirects || !REDIRECTS.has(status) || headers.location === undefined) {
      return judge(visit, params, performance.now() - started, redirects);
    }
    if (redirects === MAX_REDIRECTS) return fail('status', `more than ${MAX_REDIRECTS} redirects`);
    const next = await follow(hop, headers.location, first, signal, allowed);
    if (isObservation(next)) return next;
    question = redirected(question, status, next, first);
    hop = next;
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** 307 and 308 repeat the question, the others ask by GET. What may be secret goes to the first host alone, and never from https to http. */
function redirected(question: Question, status: number, next: Hop, first: Hop): Question {
  const repeats = status === 307 || status === 308 || question.method === 'HEAD';
  const trusted = nameOf(next.host) === nameOf(first.host) && (next.secure || !first.secure);
  return {
    ...question,
    ...(repeats ? {} : { method: 'GET', body: '' }),
    ...(trusted ? {} : { headers: {}, body: '' }),
    host: next.host,
    path: next.path,
  };
}

async function ask(
  hop: Hop,
  name: string,
  verify: boolean,
  question: Question,
  signal: AbortSignal,
): Promise<Visit | Observation> {
  const started = performance.now();
  const socket = await dial(hop.target, signal);
  if (isObservation(socket)) return socket;
  const connected = performance.now();
  try {
    const secured = hop.secure ? await secure(socket, { name, verify }, signal) : socket;
    if (isObservation(secured)) return secured;
    const ready = performance.now();
    const reply = await exchange(secured, question, signal);
    if (isObservation(reply)) return reply;
    const times = {
      connect_ms: rounded(connected - started),
      ...(hop.secure ? { tls_ms: rounded(ready - connected) } : {}),
      first_byte_ms: rounded(reply.firstByteAt - ready),
      ...(question.maxBytes ? { body_ms: rounded(performance.now() - reply.firstByteAt) } : {}),
    };
    return { reply, times };
  } finally {
    socket.destroy();
  }
}

function judge({ reply, times }: Visit, params: HttpParamsDto, latencyMs: number, redirects: number): Observation {
  const { status, version, body } = reply;
  const details = { ...times, status, version, ...(params.expect_body ? { body_bytes: body.length } : {}), redirects };
  const expected = statusRangesOf(params.expect_status)!.some(([from, to]) => status >= from && status <= to);
  if (!expected) return { ...fail('status', String(status), latencyMs), details };
  const lacking = params.expect_body ? missing(params.expect_body, body, 'utf8') : null;
  return lacking ? { ...lacking, details } : ok(latencyMs, details);
}
