import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below the kernel's range for outgoing connections, a block for each vitest worker: nobody else picks these. */
const BLOCK = 2000;
const worker = Number(process.env.VITEST_POOL_ID ?? 0) % 4;
const first = 20_000 + worker * BLOCK;
let next = process.pid % BLOCK;

/** A port of 127.0.0.1 that is free for UDP and TCP. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < BLOCK; tries++) {
    const port = first + (next++ % BLOCK);
    if ((await isFree('tcp', port)) && (await isFree('udp', port))) return port;
  }
  throw new Error(`no free port in ${first}–${first + BLOCK - 1}`);
}

let host = 0;
/** An address of 127.0.0.0/8 that no other test uses: a target answers there on a port of its own. */
export const freeAddress = () => `127.${20 + worker}.${(process.pid % 250) + 1}.${(host++ % 250) + 1}`;

function isFree(kind: 'tcp' | 'udp', port: number): Promise<boolean> {
  const server = kind === 'tcp' ? createServer() : createSocket('udp4');
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    const done = () => void server.close(() => resolve(true));
    if ('listen' in server) server.listen(port, '127.0.0.1', done);
    else server.bind(port, '127.0.0.1', done);
  });
}
