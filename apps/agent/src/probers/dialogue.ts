import { type Socket } from 'node:net';
import { missing } from './expectation.js';
import { fail, type Observation } from './observation.js';
import { fromSocketError } from './socket-errors.js';

const MAX_BYTES = 64 * 1024;

const CLOSED = fail('protocol', 'connection closed without an answer');
const UNANSWERED = fail('timeout', 'what is expected did not come');

/** What is said, what must come back, and what is said before leaving, so that the other side logs no broken call. */
export interface Dialogue {
  send: Buffer;
  expect: string;
  farewell?: string;
}

/**
 * Speaks, and listens until what is expected has come, the other side ends, or 64 KiB are reached.
 * Null when it came. The socket stays the caller's.
 */
export function converse(socket: Socket, { send, expect, farewell }: Dialogue, signal: AbortSignal): Promise<Observation | null> {
  if (send.length > 0) socket.write(send);
  if (expect === '') return sent(socket, signal);
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]).subarray(0, MAX_BYTES);
      const outcome = missing(expect, received);
      if (outcome?.reason === 'body' && received.length < MAX_BYTES) return;
      socket.removeAllListeners('data').pause();
      if (outcome === null && farewell) socket.write(farewell);
      resolve(outcome);
    });
    socket.once('end', () => resolve(received.length === 0 ? CLOSED : missing(expect, received)));
    socket.once('error', (cause) => resolve(signal.aborted ? UNANSWERED : fromSocketError(cause, true)));
  });
}

/** Nothing is expected: done when the kernel has taken what was said. */
const sent = (socket: Socket, signal: AbortSignal): Promise<Observation | null> =>
  new Promise((resolve) => {
    socket.once('error', (cause) => resolve(signal.aborted ? fail('timeout') : fromSocketError(cause, true)));
    socket.end(() => resolve(null));
  });
