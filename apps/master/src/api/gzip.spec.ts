import { connect } from 'node:net';
import { once } from 'node:events';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeGzip } from './gzip.js';

const LIMIT = 100_000;
let server: FastifyInstance;
let url: string;
beforeAll(async () => {
  server = Fastify({ bodyLimit: LIMIT });
  takeGzip(server, LIMIT);
  server.post('/', (request) => ({ got: request.body }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

async function post(body: Buffer, coding?: string) {
  const headers = { 'content-type': 'application/json', ...(coding === undefined ? {} : { 'content-encoding': coding }) };
  const reply = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  return { status: reply.status, codings: reply.headers.get('accept-encoding'), body: (await reply.json()) as object };
}

/** CPU time of this process, in microseconds. */
async function effort(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return process.cpuUsage(before).user;
}

const text = (length: number) => Buffer.from(JSON.stringify('x'.repeat(length)));
const value = Buffer.from('{"a":[1,2,3]}');

it.each([
  ['gzip', gzipSync(value)],
  ['GZip', gzipSync(value)],
  ['x-gzip', gzipSync(value)],
  ['identity', value],
  [undefined, value],
])('takes a body in %s', async (coding, body) =>
  expect(await post(body, coding)).toMatchObject({ status: 200, body: { got: { a: [1, 2, 3] } } }),
);

it('refuses another coding, and says which it takes', async () =>
  expect(await post(brotliCompressSync(value), 'br')).toMatchObject({ status: 415, codings: 'gzip' }));

it.each([
  ['no gzip at all', value],
  ['cut short', gzipSync(value).subarray(0, 20)],
  ['changed on the way', Buffer.concat([gzipSync(value).subarray(0, -8), Buffer.alloc(8)])],
  ['no JSON', gzipSync('{')],
])('refuses what is %s', async (_what, body) => expect(await post(body, 'gzip')).toMatchObject({ status: 400 }));

it('unpacks as much as its limit and no more', async () => {
  expect(await post(gzipSync(text(LIMIT - 2)), 'gzip')).toMatchObject({ status: 200 });
  expect(await post(gzipSync(text(LIMIT - 1)), 'gzip')).toMatchObject({ status: 413 });
});

it('does not unpack a bomb', async () => {
  const bomb = gzipSync(Buffer.alloc(95 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(LIMIT);
  const whole = await effort(() => gunzipSync(bomb));
  // What goes on after the answer counts too.
  const refused = await effort(async () => {
    expect(await post(bomb, 'gzip')).toMatchObject({ status: 413 });
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  expect(refused).toBeLessThan(whole / 2);
});

it('stays when the caller goes away in the middle, and when more comes than is taken', async () => {
  const packed = gzipSync(text(1000));
  const { port } = new URL(url);
  const open = async () => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  const head = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n';
  const half = await open();
  half.write(`${head}content-length: ${packed.length}\r\n\r\n`);
  half.write(packed.subarray(0, 20));
  await new Promise((resolve) => setTimeout(resolve, 50));
  half.resetAndDestroy();

  // Empty members unpack to nothing, for ever.
  const endless = await open();
  endless.write(`${head}transfer-encoding: chunked\r\n\r\n`);
  const empty = Buffer.concat(Array.from({ length: 1000 }, () => gzipSync('')));
  let said = '';
  endless.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (let n = 0; n < 1000 && said === '' && !endless.destroyed; n++) {
    endless.write(`${empty.length.toString(16)}\r\n`);
    endless.write(empty);
    endless.write('\r\n');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(said).toMatch(/^HTTP\/1.1 413/);
  endless.destroy();
  expect(await post(gzipSync(value), 'gzip')).toMatchObject({ status: 200 });
});
