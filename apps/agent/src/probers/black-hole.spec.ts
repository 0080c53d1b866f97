import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { probeHttp } from './http.js';
import { running } from './prober.fixture.js';
import { probeTcp } from './tcp.js';
import { probeTls } from './tls.js';

/** Listens with a backlog of one and never accepts: its event loop is blocked for good. */
const DEAF = `
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    require('node:fs').writeSync(1, server.address().port + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

const cleanUp: (() => void)[] = [];
afterEach(() => cleanUp.splice(0).forEach((step) => step()));

/** Opens connections until the kernel leaves one unanswered: the backlog is full. */
async function fill(port: number): Promise<void> {
  for (;;) {
    const socket: Socket = connect({ host: '127.0.0.1', port }).on('error', () => {});
    cleanUp.push(() => socket.destroy());
    const answered = once(socket, 'connect').then(() => true);
    if (!(await Promise.race([answered, new Promise<boolean>((resolve) => setTimeout(resolve, 300, false))]))) return;
  }
}

it('a full backlog is a timeout, for tcp, http and tls, and no socket is left', async () => {
  const deaf = spawn(process.execPath, ['-e', DEAF], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanUp.push(() => deaf.kill('SIGKILL'));
  const [line] = (await once(deaf.stdout, 'data')) as [Buffer];
  await fill(Number(line));
  const sockets = () => process.getActiveResourcesInfo().filter((kind) => /^TCP/.test(kind)).length;
  const before = sockets();
  for (const probe of [running('tcp', probeTcp), running('http', probeHttp), running('tls', probeTls)]) {
    const observation = await probe(Number(line), {}, { timeoutMs: 300 });
    expect(observation).toEqual({ result: 'fail', reason: 'timeout', latencyMs: null });
  }
  await expect.poll(sockets, { timeout: 5000 }).toBe(before);
}, 20_000);
