import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fastify, type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardBrowsers } from './headers.js';
import { servePage } from './page.js';

let folder: string;
let server: FastifyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  server = fastify();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function served() {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><p>the page</p>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets/main-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets/main-1a2b.js.gz'), gzipSync('export {};'));
  await guardBrowsers(server);
  await servePage(server, folder);
}
const get = (url: string, headers = {}) => server.inject({ url, headers });

describe('the page', () => {
  it.each(['/', '/domains/webmail.failover', '/agents', '/what-if?down=192.0.2.10', '/operate'])('is at %s', async (url) => {
    await served();
    const reply = await get(url);
    expect([reply.statusCode, reply.body]).toEqual([200, '<!doctype html><p>the page</p>']);
    expect(reply.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
    expect((await get(url, { 'if-none-match': reply.headers.etag })).statusCode).toBe(304);
  });

  it('has files that never change, packed where the browser takes it', async () => {
    await served();
    const reply = await get('/assets/main-1a2b.js', { 'accept-encoding': 'gzip' });
    expect(reply.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' });
    expect(reply.headers['content-type']).toContain('javascript');
    expect((await get('/assets/main-1a2b.js')).body).toBe('export {};');
    expect((await get('/favicon.svg')).headers['content-type']).toContain('image/svg+xml');
  });

  it.each(['/api/v1/nothing', '/docs/nothing', '/health/nothing', '/assets/../index.html', '/assets/nothing.js', '/nothing'])(
    'leaves %s alone',
    async (url) => {
      await served();
      expect((await get(url)).statusCode).toBe(404);
    },
  );

  it('that is not built says how to build it', async () => {
    await servePage(server, null);
    const reply = await get('/');
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
    expect(reply.body).toContain('npm run build');
  });
});
