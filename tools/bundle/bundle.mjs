import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT } from '../lib/workspace.mjs';
import { licensesOf } from './licenses.mjs';

/** What Vite builds; the master serves it. */
export const DASHBOARD = 'apps/dashboard/dist';

/** Of swagger-ui-dist, what /docs loads. */
const SWAGGER_UI = [
  'LICENSE',
  'NOTICE',
  'favicon-16x16.png',
  'favicon-32x32.png',
  'index.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
];

/**
 * The bundles: the command that each is, each file with the module it starts from, and what is copied beside. Every worker thread needs a file of its own, by the
 * name that `new URL('./x.js', import.meta.url)` has for it.
 */
export const APPS = {
  master: {
    command: 'failover-master',
    files: {
      'main.mjs': 'apps/master/dist/main.js',
      'load-master-config.js': 'apps/master/dist/config/load-master-config.js',
      'thread.js': 'apps/master/dist/history/thread.js',
      'worker.js': 'libs/dns/dist/servers/worker.js',
    },
    copies: [
      ...SWAGGER_UI.map((name) => ({ from: `node_modules/swagger-ui-dist/${name}`, to: `swagger-ui/${name}` })),
      { from: DASHBOARD, to: 'dashboard', optional: true },
    ],
  },
  agent: { command: 'failover-agent', files: { 'main.mjs': 'apps/agent/dist/main.js' }, copies: [] },
  cli: { command: 'failover', files: { 'main.mjs': 'apps/cli/dist/main.js' }, copies: [] },
};

const BANNER = '#!/usr/bin/env node';

/** What Nest, Terminus and Fastify load if it is there, and do without here. */
const external = [/^@nestjs\/(microservices|websockets|platform-express)(\/|$)/, '@fastify/multipart', '@fastify/view'];

/** Terminus looks for Swagger by a `require` of its own, which no bundler follows: without it /health is not in the document. */
const terminusWithSwagger = {
  name: 'terminus-with-swagger',
  transform: {
    filter: { id: /terminus\/dist\/health-check\/health-check\.decorator\.js$/ },
    handler: (code) =>
      `import * as swagger from '@nestjs/swagger';\n${code.replace('createRequire(import.meta.url)', '() => swagger')}`,
  },
};

/** Bundles one app; returns its folder. Rejects when something it imports is not found. */
export async function bundle(app, root = ROOT) {
  const { command, files, copies } = APPS[app];
  const folder = join(root, 'dist/bundle', app);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const modules = new Set();
  for (const [name, input] of Object.entries(files)) {
    const { code, moduleIds } = await bundleFile(root, input, name === 'main.mjs' ? BANNER : '');
    writeFileSync(join(folder, name), code);
    for (const id of moduleIds) modules.add(id);
  }
  for (const { from, to, optional } of copies)
    if (!optional || existsSync(join(root, from))) cpSync(join(root, from), join(folder, to), { recursive: true });
  chmodSync(join(folder, 'main.mjs'), 0o755);
  writeFileSync(join(folder, 'package.json'), manifestOf(app, command, root));
  writeFileSync(join(folder, 'LICENSES.txt'), licensesOf(modules, root));
  return `dist/bundle/${app}`;
}

async function bundleFile(root, input, banner) {
  const build = await rolldown({
    input: join(root, input),
    cwd: root, // the paths in comments are relative to it
    platform: 'node',
    external,
    plugins: [terminusWithSwagger],
    onLog(level, log, print) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(`${input}: ${log.message}`);
      if (log.code !== 'EVAL') print(level, log);
    },
  });
  // keepNames: Nest's loggers and the OpenAPI document go by class names.
  const { output } = await build.generate({
    format: 'esm',
    codeSplitting: false,
    keepNames: true,
    comments: { jsdoc: false },
    banner,
  });
  await build.close();
  const [{ code, moduleIds, imports }] = output;
  const strangers = imports.filter((name) => !isBuiltin(name));
  if (strangers.length > 0) throw new Error(`${input}: not in its bundle: ${strangers.join(', ')}`);
  return { code, moduleIds };
}

/** As `npm pack` and `npm install` want it. */
function manifestOf(app, command, root) {
  const { name, version, license, engines } = JSON.parse(readFileSync(join(root, `apps/${app}/package.json`), 'utf8'));
  const manifest = { name, version, license, type: 'module', engines, main: 'main.mjs', bin: { [command]: 'main.mjs' } };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
