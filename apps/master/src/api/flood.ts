import { createHmac, randomBytes } from 'node:crypto';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { networkOf } from './address.js';
import { Allowances, type Rate } from './allowance.js';
import { sendProblem } from './problem.filter.js';
import { retryAfter } from './problem.js';

const PATHS = new Set(['/api/v1/report', '/api/v1/reports', '/api/v1/tasks']);

/** Whether agents alone ask there. */
export const isOfAgents = (path: string): boolean => PATHS.has(path);

/** A request costs 1 and 1 for each KiB of it: 5,000 checks every 10 s are some 130 a second, or 170 with one report a request. */
export const CALLER_RATE: Rate = { perSec: 1000, burst: 4000 };
/** Of all callers at one address together, as who makes up tokens has many allowances. */
const ADDRESS_RATE: Rate = { perSec: 4000, burst: 16_000 };

const LARGEST_BODY_KIB = 1024;
const PACKED = 8;

/** So long a caller is thought to be there still. */
const PRESENT_MS = 2000;

/**
 * Refuses what one agent sends beyond any need before it is read, so that a flood from it never starves another. While nobody else
 * is there nobody starves, and it is taken as it comes.
 */
export function limitFloods(server: FastifyInstance, now: () => number = () => performance.now()): void {
  const key = randomBytes(32);
  const [callers, addresses] = [new Allowances(CALLER_RATE), new Allowances(ADDRESS_RATE)];
  const isAlone = presence();
  server.addHook('onRequest', (request, reply, done) => {
    const address = networkOf(request.ip);
    if (!isOfAgents(request.url.split('?', 1)[0]!)) {
      isAlone(`${address} reads`, now());
      return done();
    }
    const token = String(request.headers['x-api-key'] ?? '');
    const caller = `${address} ${createHmac('sha256', key).update(token).digest('base64')}`;
    const cost = costOf(request);
    const waitSec = callers.take(caller, cost, now()) ?? addresses.take(address, cost, now());
    if (isAlone(caller, now()) || waitSec === null) return done();
    const detail = 'more than an agent needs to send comes with this key from this address';
    sendProblem(reply, { status: 429, detail, headers: retryAfter(waitSec) });
  });
}

/** Tells whether nobody else was there lately than whoever asks. The last two who asked are enough to know. */
function presence(): (caller: string, now: number) => boolean {
  let [last, before] = [
    { caller: '', at: Number.NEGATIVE_INFINITY },
    { caller: '', at: Number.NEGATIVE_INFINITY },
  ];
  return (caller, now) => {
    if (last.caller !== caller) before = last;
    last = { caller, at: now };
    return now - before.at > PRESENT_MS;
  };
}

/** As far as it can be known before the body is read. */
function costOf({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return 1 + LARGEST_BODY_KIB;
  const kib = Number(headers['content-length'] ?? 0) / 1024;
  return 1 + Math.min(LARGEST_BODY_KIB, headers['content-encoding'] === undefined ? kib : kib * PACKED);
}
