// Writes src/client/schema.d.ts from the OpenAPI document of the built master; `--check` only says whether it is up to date.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = join(import.meta.dirname, 'src/client/schema.d.ts');
const MASTER = join(ROOT, 'apps/master/dist/main.js');
const HEAD = '/* eslint-disable */\n// Generated from the OpenAPI document of the master: `npm run generate` in apps/cli.\n\n';
const START_MS = 20_000;

const written = formatted(HEAD + astToString(await openapiTS(withoutExamples(await documentOfMaster()))));
if (!process.argv.includes('--check')) writeFileSync(FILE, written);
else if (written !== readFileSync(FILE, 'utf8')) {
  console.error('apps/cli/src/client/schema.d.ts is out of date: run `npm run generate` in apps/cli and commit it');
  process.exitCode = 1;
}

/** Those of whole bodies: they are for people who read the document, and thousands of lines here. */
function withoutExamples(document) {
  return JSON.parse(JSON.stringify(document), (_key, value) => {
    if (value?.schema !== undefined) {
      delete value.example;
      delete value.examples;
    }
    return value;
  });
}

function formatted(input) {
  const prettier = [join(ROOT, 'node_modules/prettier/bin/prettier.cjs'), '--stdin-filepath', FILE];
  return execFileSync(process.execPath, prettier, { input, encoding: 'utf8', maxBuffer: 64 << 20 });
}

/** Starts a master that serves nothing, and asks it. */
async function documentOfMaster() {
  const folder = mkdtempSync(join(tmpdir(), 'failover-dns-generate-'));
  const [api, dns] = [await freePort(), await freePort()];
  const config = {
    api: { listen_ip: '127.0.0.1', listen_port: api },
    dns: { listen_ip: '127.0.0.1', listen_port: dns },
    storage: { path: ':memory:' },
    zones: [{ name: 'example' }],
  };
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config));
  const master = spawn(process.execPath, [MASTER, '--config', 'config.yaml'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [master.stdout, master.stderr]) stream.on('data', (text) => (output += text));
  const ended = once(master, 'close');
  try {
    return await documentAt(`http://127.0.0.1:${api}/docs/openapi.json`, master);
  } catch (error) {
    throw new Error(`${error.message}\n${output}`, { cause: error });
  } finally {
    master.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function documentAt(url, master) {
  for (const end = performance.now() + START_MS; ; await sleep(100)) {
    try {
      return await (await fetch(url)).json();
    } catch (error) {
      if (performance.now() > end || master.exitCode !== null)
        throw new Error(`no document from the master: ${error.message}`, { cause: error });
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
