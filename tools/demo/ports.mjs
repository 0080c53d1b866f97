import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const WHY = {
  EADDRINUSE: 'is in use',
  EADDRNOTAVAIL: 'is not an address of this machine (macOS: sudo ifconfig lo0 alias …)',
  EACCES: 'may not be opened',
};

/** The first of `[kind, address, port, use]` that cannot be opened, in words; undefined when all can. */
export async function firstUnavailable(wanted) {
  for (const [kind, address, port, use] of wanted) {
    const code = await tryToBind(kind, address, port);
    if (code) return `${address}:${port}/${kind} (${use}) ${WHY[code] ?? `fails with ${code}`}`;
  }
}

function tryToBind(kind, address, port) {
  const server = kind === 'tcp' ? createServer() : createSocket('udp4');
  return new Promise((done) => {
    server.once('error', (error) => done(error.code));
    const bound = () => server.close(() => done(undefined));
    if (kind === 'tcp') server.listen(port, address, bound);
    else server.bind(port, address, bound);
  });
}
