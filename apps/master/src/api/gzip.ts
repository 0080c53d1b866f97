import { type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type FastifyInstance } from 'fastify';

/** Said in replies (RFC 7694), so that an agent knows what it may send. */
export const TAKEN_CODINGS = 'gzip';

/** Lets bodies come gzipped. What they are when unpacked is held against Fastify's limit, as it comes out: no bomb is unpacked whole. */
export function takeGzip(server: FastifyInstance, limitBytes: number): void {
  server.addHook('preParsing', (request, reply, payload, done) => {
    const coding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
    if (coding === 'identity') done(null, payload);
    else if (coding === 'gzip' || coding === 'x-gzip') done(null, unpacked(payload as Readable, limitBytes));
    else {
      void reply.header('accept-encoding', TAKEN_CODINGS);
      done(faultOf(415, `a body in ${coding} is not taken; gzip is`));
    }
  });
}

function unpacked(packed: Readable, limitBytes: number): Readable & { receivedEncodedLength: number } {
  const gunzip = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
  let size = 0;
  const end = (fault: Error) => {
    packed.unpipe(gunzip);
    packed.resume();
    gunzip.destroy(fault);
  };
  packed.on('data', (chunk: Buffer) => {
    if ((gunzip.receivedEncodedLength += chunk.length) > limitBytes) end(faultOf(413, 'Request body is too large'));
  });
  packed.on('error', end);
  gunzip.on('data', (chunk: Buffer) => {
    if ((size += chunk.length) > limitBytes) end(faultOf(413, 'Request body is too large'));
  });
  // Whoever reads this may have turned away already: an error without a listener would end the program.
  gunzip.on('error', () => packed.unpipe(gunzip));
  return packed.pipe(gunzip);
}

const faultOf = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });
