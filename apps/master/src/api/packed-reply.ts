import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { constants, gzip } from 'node:zlib';
import { type FastifyReply, type FastifyRequest } from 'fastify';

const pack = promisify(gzip);
/** Shorter bodies are not worth it. */
const LEAST_BYTES = 1400;

/** A body in JSON that is sent often: 304 where the caller has it, gzipped where it may be, off this thread. */
export class PackedReply {
  private last: { json: string; etag: string; packed: Promise<Buffer> | undefined } | undefined;

  async send(request: FastifyRequest, reply: FastifyReply, json: string): Promise<void> {
    if (this.last?.json !== json) this.last = { json, etag: etagOf(json), packed: undefined };
    const { last } = this;
    void reply.headers({ etag: last.etag, vary: 'accept-encoding', 'cache-control': 'no-cache' });
    if (request.headers['if-none-match'] === last.etag) return void (await reply.status(304).send());
    void reply.type('application/json; charset=utf-8');
    if (json.length < LEAST_BYTES || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
      return void (await reply.send(json));
    const body = await (last.packed ??= pack(json, { level: constants.Z_BEST_SPEED }));
    await reply.header('content-encoding', 'gzip').send(body);
  }
}

const etagOf = (json: string): string => `W/"${createHash('sha1').update(json).digest('base64url').slice(0, 16)}"`;
