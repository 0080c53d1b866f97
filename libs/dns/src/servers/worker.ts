import { parentPort, workerData } from 'node:worker_threads';
import { Cookies } from '../cookie/cookies.js';
import { RateLimiter } from '../limit/rate-limit.js';
import { randomFrom } from '../query/random.js';
import { Responder } from '../query/responder.js';
import { COUNTER, COUNTER_SLOTS } from '../stats/counters.js';
import { Table } from '../table/table.js';
import { type ListenAddress } from '../types.js';
import { type Order, type Report, type WorkerInput } from './messages.js';
import { TcpConnections } from './tcp.js';
import { bindUdp } from './udp.js';

/** One thread that answers: its own UDP and TCP sockets, the table and the counters shared with the others. */

const input = workerData as WorkerInput;
const port = parentPort!;
const { options } = input;
const report = (message: Report) => port.postMessage(message);

const counters = new Float64Array(input.counters, input.worker * COUNTER_SLOTS * 8, COUNTER_SLOTS);
// What a dead predecessor had open is closed.
counters[COUNTER.TCP_OPEN] = 0;

const faults = limitedFaults();
const responder = new Responder(new Table(input.table), {
  maxUdpSize: options.maxUdpSize,
  opt: {
    size: options.maxUdpSize,
    nsid: new TextEncoder().encode(options.nsid ?? '').subarray(0, 128),
    keepalive: Math.min(0xffff, Math.round(options.tcp.idleSec * 10)),
  },
  ...(options.cookieSecrets?.length ? { cookies: new Cookies(options.cookieSecrets.map((hex) => Buffer.from(hex, 'hex'))) } : {}),
  ...(options.rateLimit && input.buckets ? { limiter: new RateLimiter(options.rateLimit, input.buckets) } : {}),
  counters,
  worker: input.worker,
  random: randomFrom(Math.random() * 2 ** 32),
  onFault: (error) => faults(`a query was answered SERVFAIL: ${error instanceof Error ? error.stack : String(error)}`),
});

const shared = {
  responder,
  counters,
  clock: Boolean(options.cookieSecrets?.length || options.rateLimit),
  onFault: faults,
};
const perWorker = Math.max(1, Math.ceil(options.tcp.maxConnections / options.workers));
const tcp = new TcpConnections({
  ...shared,
  maxConnections: perWorker,
  maxPerClient: Math.max(1, options.tcp.maxPerClient ?? Math.ceil(perWorker / 2)),
  idleMs: options.tcp.idleSec * 1000,
  deadlineMs: (options.tcp.deadlineSec ?? Math.min(5, options.tcp.idleSec)) * 1000,
});

port.on('message', (order: Order) => {
  switch (order.kind) {
    case 'use':
      responder.use(new Table(order.table));
      report({ kind: 'used', ticket: order.ticket });
      break;
    case 'close':
      tcp.close();
      process.exit(0);
  }
});

await bindAll();

async function bindAll(): Promise<void> {
  const addresses: ListenAddress[] = [];
  for (const wanted of input.listen) {
    const bound = await bindBoth(wanted);
    if (!bound) return;
    addresses.push(bound);
  }
  report({ kind: 'bound', addresses });
}

/** UDP and TCP on one port; a port that the system chose for UDP may be taken for TCP, then it chooses another. */
async function bindBoth(wanted: ListenAddress): Promise<ListenAddress | undefined> {
  for (let left = wanted.port === 0 ? 20 : 1; ; left--) {
    try {
      const socket = await bindUdp(wanted, shared);
      const bound = { address: wanted.address, port: socket.address().port };
      try {
        await tcp.listen(bound);
        return bound;
      } catch (error) {
        socket.close();
        throw error;
      }
    } catch (error) {
      if (left > 1) continue;
      const { code = 'EUNKNOWN', message } = error as NodeJS.ErrnoException;
      report({ kind: 'unbound', code, message, ...wanted });
      return undefined;
    }
  }
}

/** Passes at most ten faults on in ten seconds: the same packet may come a thousand times. */
function limitedFaults(): (message: string) => void {
  let since = 0;
  let count = 0;
  return (message) => {
    const now = performance.now();
    if (now - since > 10_000 || since === 0) {
      since = now;
      count = 0;
    }
    if (++count <= 10) report({ kind: 'fault', message });
  };
}
