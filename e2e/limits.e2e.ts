import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ask, read } from './harness/ask.js';
import { type Master } from './harness/master.js';
import { capture } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const ONE = '192.0.2.10';

const startMaster = (dns: Record<string, unknown>) =>
  world.master({
    domains: { [NAME]: domain([{ ip: ONE, port: 443 }], { server: { timeout_sec: 3600 } }) },
    dns: { resolve_cache_ttl: 2, ...dns },
  });

/** Asks `count` times by one dig, each time from another port; `options` before the questions hold for all. */
async function burst(master: Master, count: number, options: readonly string[] = []) {
  const began = performance.now();
  const plain = ['+norec', '+noedns', '+tries=1', '+time=5', '+ignore', ...options];
  const words = Array.from({ length: count }, () => [NAME, 'A', ...plain.filter((word) => word.startsWith('+'))]).flat();
  const { stdout } = await capture('dig', ['@127.0.0.1', '-p', String(master.dnsPort), ...plain, ...words]);
  const replies = stdout
    .split(/(?=^;; ->>HEADER<<-)/m)
    .filter((part) => part.startsWith(';; ->>'))
    .map((part) => read(part).lines);
  return { replies, seconds: (performance.now() - began) / 1000 };
}

const ANSWER = (ip: string) => `NOERROR qr aa; ${NAME}. 2 IN A ${ip}`;
/** How often each reply came. */
function tally(replies: readonly string[][]) {
  const counts: Record<string, number> = {};
  for (const lines of replies) counts[lines.join('; ')] = (counts[lines.join('; ')] ?? 0) + 1;
  return counts;
}

const metric = async (master: Master, name: string) =>
  Number(new RegExp(`^failover_dns_${name} (\\d+)$`, 'm').exec((await master.get('/metrics')).text)?.[1]);

test('two workers have a socket each, all questions are answered, and both know a decision at once', async () => {
  const master = await startMaster({ workers: 2 });
  const local = `0100007F:${master.dnsPort.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const [file, state] of [
    ['/proc/net/udp', '07'],
    ['/proc/net/tcp', '0A'],
  ] as const) {
    const sockets = readFileSync(file, 'utf8').split('\n');
    const listening = sockets.map((line) => line.trim().split(/\s+/)).filter((line) => line[1] === local && line[3] === state);
    expect(listening, file).toHaveLength(2);
  }
  // With 64 ports the chance that the kernel gives all to one of two sockets is nil.
  for (const [ip, options] of [
    [FALLBACK, []],
    [FALLBACK, ['+tcp']],
    [ONE, []],
    [ONE, ['+tcp']],
  ] as const) {
    if (ip === ONE) await sendReport(master, report({ ip: ONE, port: 443 }));
    await until(async () => expect(await master.addresses(NAME)).toEqual([ip]), { within: 10 });
    expect(tally((await burst(master, 64, options)).replies)).toEqual({ [ANSWER(ip)]: 64 });
  }
  expect(await metric(master, 'worker_crashes_total')).toBe(0);
});

const SLIPPED = 'NOERROR qr aa tc';
const COOKIE_SECRET = '000102030405060708090a0b0c0d0e0f';

test('rate limiting: a burst is sent to TCP; TCP, exempt networks and valid cookies pass', async () => {
  const master = await startMaster({
    workers: 2,
    cookie_secret: COOKIE_SECRET,
    rate_limit: { responses_per_second: 2, slip: 1, exempt: ['127.0.0.9'] },
  });
  const COUNT = 200;
  const { replies, seconds } = await burst(master, COUNT);
  const whole = replies.filter((lines) => lines.length > 1);
  expect(replies).toHaveLength(COUNT);
  expect(tally(replies)).toEqual({ [ANSWER(FALLBACK)]: whole.length, [SLIPPED]: COUNT - whole.length });
  // Two for each second that was touched, by a clock of whole seconds.
  expect(whole.length).toBeGreaterThanOrEqual(2);
  expect(whole.length).toBeLessThanOrEqual(2 * (Math.ceil(seconds) + 1));
  expect(await metric(master, 'limited_total')).toBe(COUNT - whole.length);
  expect(await metric(master, 'slipped_total')).toBe(COUNT - whole.length);

  const all = { [ANSWER(FALLBACK)]: 64 };
  expect(tally((await burst(master, 64, ['+tcp'])).replies)).toEqual(all);
  expect(tally((await burst(master, 64, ['-b', '127.0.0.9'])).replies)).toEqual(all);
  const { lines } = await ask(master.dnsPort, `${NAME} A +cookie`, { tcp: true });
  const cookie = lines.find((line) => line.startsWith('cookie: '))?.slice('cookie: '.length);
  const known = await burst(master, 64, ['+edns=0', `+cookie=${cookie}`]);
  expect(tally(known.replies.map((reply) => reply.slice(0, 2)))).toEqual(all);
  const stranger = await burst(master, 64, ['+edns=0', '+cookie=1122334455667788']);
  expect(stranger.replies.filter((reply) => reply[0] === SLIPPED)).not.toHaveLength(0);

  // What people see who ask too often: dig asks again over TCP by itself.
  expect(tally((await burst(master, 64, ['+noignore'])).replies)).toEqual(all);
});

test('rate limiting with slip 2: every second limited reply is sent empty, the others are not', async () => {
  const master = await startMaster({ workers: 2, rate_limit: { responses_per_second: 1, slip: 2 } });
  // Each reply that is kept back costs dig a second, in which one more is due.
  const { replies } = await burst(master, 12, ['+time=1']);
  const slipped = replies.filter((lines) => lines.length === 1);
  expect(slipped.length).toBeGreaterThan(0);
  expect(replies.length).toBeLessThan(12);
  const limited = await metric(master, 'limited_total');
  expect(await metric(master, 'slipped_total')).toBe(slipped.length);
  expect(limited - slipped.length).toBe(12 - replies.length);
});
