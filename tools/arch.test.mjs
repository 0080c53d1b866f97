// Every rule about the direction of imports and about pure code is seen to fail once: on wrong files in a copy of the sources.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const { forbidden } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs'));

/** For each rule: a wrong file, and what stands in it. */
const WRONG_IMPORTS = {
  'no-circles': ['libs/policies/src/wrong-circle.ts', `import './wrong-circle-back.js';`],
  'no-unresolved': ['apps/agent/src/wrong-unresolved.ts', `import './nowhere.js';`],
  'contracts-stand-alone': ['libs/contracts/src/wrong.ts', `import '@failover-dns/policies';`],
  'policies-import-contracts-at-most': ['libs/policies/src/wrong-lib.ts', `import '@failover-dns/dns';`],
  'dns-stands-alone': ['libs/dns/src/servers/wrong-lib.ts', `import '@failover-dns/contracts';`],
  'config-stands-alone': ['libs/config/src/wrong.ts', `import '@failover-dns/contracts';`],
  'agent-imports-no-deciding-library': ['apps/agent/src/wrong-lib.ts', `import '@failover-dns/policies';`],
  'cli-imports-config-and-contracts-at-most': ['apps/cli/src/wrong-lib.ts', `import '@failover-dns/dns';`],
  'dashboard-imports-contracts-at-most': ['apps/dashboard/src/wrong-lib.ts', `import type {} from '@failover-dns/policies';`],
  'dashboard-imports-types-of-contracts-alone': [
    'apps/dashboard/src/wrong-value.ts',
    `import { OverviewDto } from '@failover-dns/contracts';`,
  ],
  'dashboard-runs-in-a-browser': ['apps/dashboard/src/wrong-builtin.ts', `import 'node:fs';`],
  'pages-do-not-import-each-other': [
    'apps/dashboard/src/pages/agents/wrong-page.ts',
    `import '../overview/wrong-counterpart.js';`,
  ],
  'daemon-imports-config-at-most': ['libs/daemon/src/wrong.ts', `import '@failover-dns/contracts';`],
  'master-imports-no-app': ['apps/master/src/wrong-app.ts', `import '../../agent/src/main.js';`],
  'e2e-imports-contracts-at-most': ['e2e/wrong-lib.ts', `import '@failover-dns/policies';`],
  'doors-do-not-import-each-other': ['apps/master/src/api/wrong-door.ts', `import '../dns/wrong-counterpart.js';`],
  'health-imports-no-door': ['apps/master/src/health/wrong-door.ts', `import '../dns/wrong-counterpart.js';`],
  'keepers-import-no-door': ['apps/master/src/history/wrong-door.ts', `import '../dns/wrong-counterpart.js';`],
  'config-imports-no-room': ['apps/master/src/config/wrong-room.ts', `import '../health/wrong-counterpart.js';`],
  'opentelemetry-on-demand': ['apps/master/src/history/wrong-tracing.ts', `import '../tracing/tracing.js';`],
  'pure-files-touch-nothing': ['libs/policies/src/wrong-framework.ts', `import '@nestjs/common';`],
  'pure-files-import-no-node-builtin': ['libs/dns/src/wrong-builtin.ts', `import 'node:fs';`],
  'no-orphan-packages': ['libs/contracts/src/wrong-package.ts', `import 'prettier';`],
};
const COUNTERPARTS = {
  'apps/dashboard/src/pages/overview/wrong-counterpart.ts': 'export {};',
  'libs/policies/src/wrong-circle-back.ts': `import './wrong-circle.js';`,
  'apps/master/src/dns/wrong-counterpart.ts': 'export {};',
  'apps/master/src/health/wrong-counterpart.ts': 'export {};',
};

/** For each ESLint rule that keeps code pure: the things that must be refused, each alone. */
const IMPURE = {
  'no-restricted-globals': [
    'process.exitCode;',
    'setTimeout(() => undefined, 1);',
    'setInterval(() => undefined, 1);',
    'setImmediate(() => undefined);',
    'performance.now();',
    `void fetch('http://192.0.2.1');`,
    'crypto.randomUUID();',
  ],
  'no-restricted-properties': ['Date.now();', 'Math.random();'],
  'no-restricted-syntax': ['new Date();'],
};
const PURE_FOLDERS = ['libs/policies/src', 'libs/dns/src'];

const copy = mkdtempSync(join(tmpdir(), 'failover-dns-arch-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const write = (path, text) => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), `${text}\n`);
};

/** Runs a tool of the workspace in the copy; returns what it printed as JSON, whatever its exit code. */
const runJson = (tool, args) =>
  new Promise((done, fail) => {
    const options = { cwd: copy, maxBuffer: 64 << 20 };
    execFile(process.execPath, [join(ROOT, 'node_modules/.bin', tool), ...args], options, (_error, stdout, stderr) => {
      try {
        done(JSON.parse(stdout));
      } catch {
        fail(new Error(stdout + stderr));
      }
    });
  });

beforeAll(() => {
  const filter = (path) => !/\/(node_modules|dist|coverage|data|[.]git|[.]nx)$/.test(path);
  for (const name of readdirSync(ROOT).filter((entry) => filter(`/${entry}`))) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter });
  }
  // The packages of others are shared; ours are those of the copy.
  mkdirSync(join(copy, 'node_modules/@failover-dns'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@failover-dns') symlinkSync(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const kind of ['apps', 'libs']) {
    for (const name of readdirSync(join(copy, kind)))
      symlinkSync(join(copy, kind, name), join(copy, 'node_modules/@failover-dns', name));
  }
});

describe('dependency-cruiser', () => {
  let violations;
  beforeAll(async () => {
    for (const [path, text] of [...Object.values(WRONG_IMPORTS), ...Object.entries(COUNTERPARTS)]) write(path, text);
    const cruise = await runJson('depcruise', [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'apps',
      'libs',
      'e2e',
    ]);
    violations = cruise.summary.violations;
  });

  test('every rule has a wrong import here', () => {
    expect(Object.keys(WRONG_IMPORTS).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  test.each(forbidden.map(({ name }) => name))('%s', (name) => {
    const [path] = WRONG_IMPORTS[name] ?? [];
    const fired = violations.filter(({ from, to }) => from === path || to === path).map(({ rule }) => rule);
    expect(fired).toContainEqual({ name, severity: 'error' });
  });
});

describe('eslint keeps pure code pure', () => {
  const cases = PURE_FOLDERS.flatMap((folder) =>
    Object.entries(IMPURE).flatMap(([rule, lines]) =>
      lines.map((line, index) => ({ folder, rule, line, path: `${folder}/wrong-${rule}-${index}.ts` })),
    ),
  );
  let results;
  beforeAll(async () => {
    for (const { path, line } of cases) write(path, line);
    results = await runJson('eslint', ['--format', 'json', ...cases.map(({ path }) => path)]);
  });

  test.each(cases)('$folder: $line', ({ path, rule }) => {
    const result = results.find(({ filePath }) => filePath.endsWith(path));
    expect(result.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId)).toContain(rule);
  });
});
