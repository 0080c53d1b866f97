import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** What the page calls its parts; each is the same file, which looks at the address itself. */
const PARTS = ['/', '/domains', '/domains/*', '/agents', '/agents/*', '/what-if', '/operate'];
const NOT_BUILT =
  'The page is not built: run `npm run build` in apps/dashboard and start the master anew. The API answers all the same; /docs describes it.\n';

/** The folder of the built page: beside the workspace's apps, or beside the bundle. */
const FOLDERS = ['../../../dashboard/dist', './dashboard'];

export function pageFolder(here = import.meta.url): string | null {
  return (
    FOLDERS.map((folder) => fileURLToPath(new URL(folder, here))).find((folder) => existsSync(join(folder, 'index.html'))) ?? null
  );
}

/**
 * Serves the page at `/`. Its document is asked for anew each time and carries an ETag; files under `/assets/` have a hash in their name, so
 * they never change; pictures beside the document are sent as they are; `x.js.gz` is sent in place of `x.js` where it is there.
 */
export async function servePage(fastify: FastifyInstance, folder = pageFolder()): Promise<void> {
  for (const part of PARTS) {
    fastify.get(part, (request, reply) =>
      folder === null ? sendText(reply, 404, NOT_BUILT) : sendDocument(request, reply, folder),
    );
  }
  if (folder === null) return;
  for (const name of readdirSync(folder).filter((file) => extname(file) === '.svg')) {
    fastify.get(`/${name}`, async (_request, reply) =>
      reply
        .type('image/svg+xml')
        .header('cache-control', 'no-cache')
        .send(await readFile(join(folder, name))),
    );
  }
  const assets = join(folder, 'assets');
  if (!existsSync(assets)) return;
  await fastify.register(fastifyStatic, {
    root: assets,
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  });
}

async function sendDocument(request: FastifyRequest, reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const document = await readFile(join(folder, 'index.html')).catch(() => null);
  if (document === null) return sendText(reply, 404, NOT_BUILT);
  const etag = `"${createHash('sha1').update(document).digest('base64url')}"`;
  void reply.headers({ etag, 'cache-control': 'no-cache' });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  return reply.type('text/html; charset=utf-8').send(document);
}

const sendText = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.status(status).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(text);
