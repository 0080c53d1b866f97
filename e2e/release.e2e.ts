import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { capture, ROOT } from './harness/program.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const json = <T>(text: string) => JSON.parse(text) as T;
/** Files that name the version of the images, and how often. */
const IMAGES = [
  ['deploy/docker/Dockerfile.master', 1],
  ['deploy/docker/Dockerfile.agent', 1],
  ['deploy/helm/failover-dns/Chart.yaml', 2],
  ['deploy/kubernetes/images/kustomization.yaml', 2],
] as const;
const node = (...args: string[]) => capture(process.execPath, args);

test('a release, dry: the version of every package, the part of the changelog, and nothing is touched', async () => {
  const before = (await capture('git', ['status', '--porcelain'])).stdout;
  const { code, stdout, stderr } = await node('tools/release.mjs', '7.8.9', '--dry-run');
  expect(code, stdout + stderr).toBe(0);
  const said = stripVTControlCharacters(stdout + stderr);
  for (const path of globSync('{apps,libs}/*/package.json', { cwd: ROOT })) expect(said).toContain(`UPDATE ${path} [dry-run]`);
  expect(said).toMatch(/\+ {3}"version": "7\.8\.9"/);
  expect(said).toMatch(/CHANGELOG\.md, 7\.8\.9: \d+ entries\ncommit "release 7\.8\.9", tag v7\.8\.9 \[dry-run\]/);
  for (const [file] of IMAGES) expect(said).toContain(`${file}: 7.8.9 [dry-run]\n`);
  expect((await capture('git', ['status', '--porcelain'])).stdout).toBe(before);
}, 120_000);

test('images, chart and manifests have the version of the workspace', () => {
  const { version } = json<{ version: string }>(read('package.json'));
  for (const [file, times] of IMAGES) {
    const found = [...read(file).matchAll(/(?:VERSION=|[vV]ersion: |newTag: )"?(\d+\.\d+\.\d+)/g)];
    expect([file, found.map(([, one]) => one)]).toEqual([file, Array<string>(times).fill(version)]);
  }
});

test('a release of no version, and notes of one that there is not, are refused with what to say', async () => {
  expect(await node('tools/release.mjs')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('VERSION|major|minor|patch') as string,
  });
  expect(await node('tools/release.mjs', 'notes', '9.9.9')).toMatchObject({
    code: 1,
    stderr: 'release: CHANGELOG.md has nothing about 9.9.9\n',
  });
  expect((await node('tools/release.mjs', 'notes', 'Unreleased')).stdout).toContain('### Added');
}, 60_000);

interface Sbom {
  bomFormat: string;
  specVersion: string;
  serialNumber?: string;
  components: { name: string; version: string; purl?: string; licenses?: unknown[] }[];
}

test('the bill of materials names what runs, with versions and licences, and nothing else; the same again', async () => {
  const [one, two] = [world.file('one.json', ''), world.file('two.json', '')];
  for (const path of [one, two]) expect((await node('tools/sbom.mjs', path)).code).toBe(0);
  expect(readFileSync(two, 'utf8')).toBe(readFileSync(one, 'utf8'));
  const { bomFormat, specVersion, components } = json<Sbom>(readFileSync(one, 'utf8'));
  expect([bomFormat, specVersion]).toEqual(['CycloneDX', expect.stringMatching(/^1\.[5-9]$/)]);
  const names = components.map(({ name }) => name);
  const lock = json<{ packages: Record<string, { version: string }> }>(read('package-lock.json')).packages;
  for (const name of ['@nestjs/core', 'dns2', 'js-yaml', 'preact', 'undici']) {
    expect(names).toContain(name);
    expect(components.some((one) => one.name === name && one.version === lock[`node_modules/${name}`]!.version)).toBe(true);
  }
  expect(names).toContain('node');
  for (const name of ['vitest', 'eslint', 'nx']) expect(names).not.toContain(name);
  expect(components.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([]);
}, 120_000);

interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: Record<string, { 'runs-on': string; 'timeout-minutes': number; steps: { uses?: string; run?: string }[] }>;
}

test('workflows: each action by its commit, least permissions, an end to each job; commands that there are', () => {
  const paths = globSync('.github/workflows/*.yml', { cwd: ROOT });
  expect(paths.length).toBeGreaterThan(1);
  const scripts = json<{ scripts: Record<string, string> }>(read('package.json')).scripts;
  for (const path of paths) {
    const { permissions, jobs } = load(read(path)) as Workflow;
    expect(permissions, path).toEqual({ contents: 'read' });
    for (const [name, job] of Object.entries(jobs)) {
      expect(job['timeout-minutes'], `${path} ${name}`).toBeGreaterThan(0);
      for (const { uses, run } of job.steps) {
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        for (const [, script] of (run ?? '').matchAll(/npm run (?:--silent )?([\w:]+)/g))
          expect(scripts).toHaveProperty([script!]);
      }
    }
  }
});
