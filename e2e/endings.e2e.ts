import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encode } from 'dns-packet';
import { expect, test } from 'vitest';
import { capture } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { QueryStream } from './harness/stream.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [ONE, TWO] = [
  { ip: '192.0.2.10', port: 443 },
  { ip: '192.0.2.11', port: 443 },
];
const QUESTION = encode({ type: 'query', id: 1, questions: [{ type: 'A', name: NAME }] });
const MESSAGE = Buffer.concat([Buffer.from([QUESTION.length >> 8, QUESTION.length & 255]), QUESTION]);

const start = () => world.master({ domains: { [NAME]: domain([ONE, TWO], { server: { timeout_sec: 600 } }) } });

async function dnsStream(port: number): Promise<{ socket: Socket; replies: () => number }> {
  const socket = connect(port, '127.0.0.1');
  let bytes = 0;
  socket.on('error', () => undefined).on('data', (data: Buffer) => (bytes += data.length));
  await once(socket, 'connect');
  socket.write(MESSAGE);
  await until(() => bytes > 0, { within: 10 });
  return { socket, replies: () => bytes };
}

test('SIGTERM ends the master soon, with open event streams and DNS over TCP that is being asked', async () => {
  const master = await start();
  const events = await Promise.all(
    ['', '?page=1', `?domain=${NAME}`].map((query) => fetch(`${master.url}/api/v1/events/stream${query}`)),
  );
  expect(events.map(({ status }) => status)).toEqual([200, 200, 200]);
  const ends = events.map((reply) => reply.text().catch(() => 'cut off'));
  const streams = await Promise.all(Array.from({ length: 20 }, () => dnsStream(master.dnsPort)));
  const idle = await Promise.all(Array.from({ length: 5 }, () => dnsStream(master.dnsPort)));
  const half = connect(master.apiPort, '127.0.0.1').on('error', () => undefined);
  half.write(
    'POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"agent_id"',
  );
  const asking = setInterval(() => {
    for (const { socket } of streams) if (!socket.destroyed && socket.writable) socket.write(MESSAGE);
  }, 5);
  await sendReport(master, report(ONE));
  const began = performance.now();
  const exit = await master.program.stop({ within: 20 });
  const seconds = (performance.now() - began) / 1000;
  clearInterval(asking);
  expect(exit, master.program.output).toEqual({ code: 0, signal: null });
  expect(seconds).toBeLessThan(6);
  await Promise.all(ends);
  for (const { socket } of [...streams, ...idle]) await until(() => socket.destroyed || socket.readableEnded, { within: 10 });
  half.destroy();
  // And what was decided a moment before the end is not lost.
  await master.restart();
  expect(await master.addresses(NAME)).toEqual([ONE.ip]);
});

test('kill -9 under load: the first answers are the last known ones, marked provisional', async () => {
  const master = await start();
  await sendReport(master, report(ONE));
  await sendReport(master, report(TWO, { status: 'fail', reason: 'refused' }));
  const queries = world.file('queries', `${NAME} A\n`);
  const load = () =>
    capture('dnsperf', ['-s', '127.0.0.1', '-p', `${master.dnsPort}`, '-d', queries, '-l', '3', '-Q', '5000', '-t', '1']);
  await master.written();
  const under = load();
  await until(async () => expect(await queriesOf(master)).toBeGreaterThan(2000), { within: 20 });
  await master.stop('SIGKILL');
  const stream = new QueryStream(master.dnsPort, NAME);
  await master.restart();
  await until(() => stream.answered > 100, { within: 20 });
  await stream.end();
  await under;
  // Whatever answered was the last known address, from the very first reply on.
  expect([...stream.answers.keys()]).toEqual([ONE.ip]);
  const { body } = await master.get<{ degraded: { code: string }[] }>('/health/ready');
  expect(body.degraded.map(({ code }) => code)).toContain('provisional');
  const { body: detail } = await master.get<{ targets: { votes: { provisional: boolean }[] }[] }>(`/api/v1/domains/${NAME}`);
  expect(detail.targets.flatMap(({ votes }) => votes.map(({ provisional }) => provisional))).toEqual([true, true]);
});

async function queriesOf(master: { get: (path: string) => Promise<{ text: string }> }): Promise<number> {
  return Number(/^failover_dns_queries_total\{transport="udp4"\} (\d+)$/m.exec((await master.get('/metrics')).text)?.[1]);
}

test('while batches of reports pour in, DNS loses no question and answers each right', async () => {
  const master = await start();
  const { agent_id: _id, ...row } = report(ONE);
  const reports = Array.from({ length: 1000 }, (_, seq) => ({ ...row, status: 'ok', seq }));
  await sendReport(master, report(ONE, { agent_id: 'flood' }));
  const stream = new QueryStream(master.dnsPort, NAME);
  let taken = 0;
  let going = true;
  const lanes = Array.from({ length: 4 }, async (_, lane) => {
    for (let boot = 0; going; boot++) {
      const batch = { agent_id: 'flood', boot_id: `${lane}-${boot}`, sent_at: new Date().toISOString(), reports };
      const reply = await fetch(`${master.url}/api/v1/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'secret' },
        body: JSON.stringify(batch),
      });
      await reply.text();
      if (reply.status === 200) taken++;
    }
  });
  await until(() => stream.asked > 1500 && taken > 5, { within: 60 });
  going = false;
  await Promise.all(lanes);
  const { lost } = await stream.end();
  expect(lost).toBe(0);
  expect([...stream.answers.keys()]).toEqual([ONE.ip]);
  expect(await master.addresses(NAME)).toEqual([ONE.ip]);
});
