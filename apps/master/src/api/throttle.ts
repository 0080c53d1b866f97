import { createHmac, randomBytes } from 'node:crypto';
import { type FastifyInstance } from 'fastify';
import { type CurrentConfig } from '../config/current-config.js';
import { type MasterConfig } from '../config/master-config.js';
import { networkOf } from './address.js';
import { Allowances } from './allowance.js';
import { isOfAgents } from './flood.js';
import { sendProblem } from './problem.filter.js';
import { retryAfter } from './problem.js';

/** Of all callers at one address together, as who makes up tokens has many allowances. */
const ADDRESS_SHARE = 4;

/** Refuses what one viewer or operator asks beyond `api.rate_limit`. Agents have limits of their own, and probes of the master none. */
export function throttle(server: FastifyInstance, config: CurrentConfig, now: () => number = () => performance.now()): void {
  const key = randomBytes(32);
  let limits = limitsOf(config.value);
  config.onChange((next, previous) => {
    const [a, b] = [next.api.rateLimit, previous.api.rateLimit];
    if (a.perSec !== b.perSec || a.burst !== b.burst) limits = limitsOf(next);
  });
  server.addHook('onRequest', (request, reply, done) => {
    const path = request.url.split('?', 1)[0]!;
    if (isOfAgents(path) || path.startsWith('/health/')) return done();
    const { callers, addresses } = limits;
    const address = networkOf(request.ip);
    const token = createHmac('sha256', key)
      .update(String(request.headers.authorization ?? ''))
      .digest('base64');
    const waitSec = callers.take(`${address} ${token}`, 1, now()) ?? addresses.take(address, 1, now());
    if (waitSec === null) return done();
    const { perSec } = config.value.api.rateLimit;
    const detail = `more than ${perSec} requests a second (api.rate_limit.requests_per_second)`;
    sendProblem(reply, { status: 429, detail, headers: retryAfter(waitSec) });
  });
}

function limitsOf({ api: { rateLimit } }: MasterConfig): { callers: Allowances; addresses: Allowances } {
  const { perSec, burst } = rateLimit;
  return {
    callers: new Allowances({ perSec, burst }),
    addresses: new Allowances({ perSec: perSec * ADDRESS_SHARE, burst: burst * ADDRESS_SHARE }),
  };
}
