import { randomInt } from 'node:crypto';
import { type DnsParamsDto } from '@failover-dns/contracts';
import { dial } from './dial.js';
import { canonical, type Message, question, readMessage } from './dns-wire.js';
import { fail, isObservation, ok, type Observation, type Prober, type Target } from './observation.js';
import { fromSocketError } from './socket-errors.js';
import { askByUdp } from './udp-exchange.js';

/** Asks the target, a DNS server, once. Passes on the expected rcode and values. */
export const probeDns: Prober<DnsParamsDto> = async (target, { host, params }, signal) => {
  const started = performance.now();
  const name = params.qname || host;
  const id = randomInt(0x10000);
  const query = question(id, name, params.qtype);
  const asked = readMessage(query).question;
  const accept = (bytes: Buffer) => replyTo(bytes, id, asked);
  let reply = params.transport === 'udp' ? await askByUdp(target, query, accept, signal) : null;
  if (reply === null || (!isObservation(reply) && reply.truncated)) reply = await askByTcp(target, query, accept, signal);
  return isObservation(reply) ? reply : judge(reply, params, performance.now() - started);
};

/** Null for what is no reply to this question: it may come from somebody who guesses. */
function replyTo(bytes: Buffer, id: number, asked: string): Message | null {
  try {
    const message = readMessage(bytes);
    // A server that refuses may leave out the question.
    const matches = message.question === asked || (message.question === '' && message.rcode !== 'NOERROR');
    return message.isReply && message.id === id && matches ? message : null;
  } catch {
    return null;
  }
}

/** Over TCP a message follows its length (RFC 1035 section 4.2.2). */
async function askByTcp(
  target: Target,
  query: Buffer,
  accept: (bytes: Buffer) => Message | null,
  signal: AbortSignal,
): Promise<Message | Observation> {
  const socket = await dial(target, signal);
  if (isObservation(socket)) return socket;
  try {
    socket.write(Buffer.concat([Buffer.from([query.length >> 8, query.length & 255]), query]));
    return await new Promise((resolve) => {
      let received = Buffer.alloc(0);
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const end = received.length < 2 ? Infinity : 2 + received.readUInt16BE(0);
        if (received.length >= end) resolve(accept(received.subarray(2, end)) ?? NO_REPLY);
      });
      socket.once('end', () => resolve(fail('protocol', 'connection closed without an answer')));
      socket.once('error', (cause) => resolve(signal.aborted ? fail('timeout', 'no answer') : fromSocketError(cause, true)));
    });
  } finally {
    socket.destroy();
  }
}

const NO_REPLY = fail('protocol', 'a reply, but not to what was asked');

function judge({ rcode, values }: Message, params: DnsParamsDto, latencyMs: number): Observation {
  const details = { rcode, values: values.slice(0, 32) };
  if (rcode !== params.expect_rcode) return { ...fail('status', rcode, latencyMs), details };
  const wanted = params.expect.map((text) => normal(text, params.qtype));
  const absent = wanted.filter((value) => !values.some((found) => normal(found, params.qtype) === value));
  if (absent.length > 0) return { ...fail('body', `without ${absent[0]}`, latencyMs), details };
  const isEmpty = rcode === 'NOERROR' && values.length === 0;
  return isEmpty ? { ...fail('body', `no ${params.qtype} record`, latencyMs), details } : ok(latencyMs, details);
}

/** As `readMessage` writes values: names in lower case and with their last dot, addresses in one spelling, TXT without quotes. */
function normal(text: string, type: DnsParamsDto['qtype']): string {
  if (type === 'TXT') return text.replace(/^"(.*)"$/s, '$1').replaceAll('" "', '');
  if (type === 'A') return text;
  if (type === 'AAAA') return canonical(text);
  const fields = text.toLowerCase().trim().split(/\s+/);
  return fields.map((field) => (/^\d+$/.test(field) || field.endsWith('.') ? field : `${field}.`)).join(' ');
}
