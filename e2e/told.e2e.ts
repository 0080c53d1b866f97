import { expect, test } from 'vitest';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { freeAddress, freePort } from './harness/ports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

/** A web server whose health page says what it is told to, to those who ask for it rightly. */
async function web() {
  const [ip, port] = [freeAddress(), await freePort()];
  const page = { status: 200, body: 'all is well' };
  const server = createServer((request, reply) => {
    const isRight =
      request.url === '/healthz?deep=1' && request.headers['x-probe'] === '1' && request.headers.host === 'shop.example';
    reply.writeHead(isRight ? page.status : 404).end(isRight ? page.body : 'not here');
  }).listen(port, ip);
  await once(server, 'listening');
  world.onClose(() => {
    server.closeAllConnections();
    server.close();
  });
  return { ip, port, page };
}

test('what the master’s config says of a check reaches the probe: path, host, headers, status and body', async () => {
  const { ip, port, page } = await web();
  const monitor = {
    mode: 'http',
    path: '/healthz?deep=1',
    host: 'shop.example',
    headers: ['X-Probe: 1'],
    expect_status: 200,
    expect_body: 'well',
  };
  const master = await world.master({ domains: { [NAME]: domain([{ ip, port }], { monitor }) } });
  world.agent('a1', [master]);
  const answers = (...ips: string[]) => until(async () => expect(await master.addresses(NAME)).toEqual(ips), { within: 15 });
  await answers(ip);
  page.body = 'ill';
  await answers(FALLBACK);
  page.body = 'well again';
  await answers(ip);
  page.status = 204;
  await answers(FALLBACK);
});

test('a target may say for itself what the monitor says for all', async () => {
  const [one, other] = [await web(), await web()];
  const monitor = { mode: 'http', path: '/healthz?deep=1', host: 'shop.example', headers: ['X-Probe: 1'], expect_status: '200' };
  const rows = [
    { ip: one.ip, port: one.port },
    { ip: other.ip, port: other.port, path: '/elsewhere', expect_status: 404 },
  ];
  const master = await world.master({ domains: { [NAME]: domain(rows, { monitor }) } });
  world.agent('a1', [master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([one.ip, other.ip].sort()), { within: 15 });
  other.page.status = 500;
  one.page.status = 500;
  await until(async () => expect(await master.addresses(NAME)).toEqual([other.ip]), { within: 15 });
});
