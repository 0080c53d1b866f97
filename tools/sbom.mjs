// `npm run sbom`: writes dist/sbom.cdx.json, what the programs are made of (CycloneDX), by npm from the lock file. The same commit gives the
// same bytes: npm's random serial number and its time are taken out, or set to the commit's.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ENV, ROOT } from './lib/workspace.mjs';

const APPS = ['agent', 'cli', 'dashboard', 'master'];

const out = resolve(process.argv[2] ?? `${ROOT}/dist/sbom.cdx.json`);
const run = (command, words) => execFileSync(command, words, { cwd: ROOT, env: ENV, encoding: 'utf8', maxBuffer: 1 << 28 });
const sbom = JSON.parse(run('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']));
delete sbom.serialNumber;
// npm's own --omit=dev also leaves out what one package needs to run and another to be tested.
const runs = neededBy(APPS.map((app) => sbom.components.find(({ name }) => name === app)['bom-ref']));
for (const part of ['components', 'dependencies']) sbom[part] = sbom[part].filter((one) => runs.has(one['bom-ref'] ?? one.ref));
const epoch = process.env.SOURCE_DATE_EPOCH ?? run('git', ['log', '-1', '--format=%ct']).trim();
// npm names it after the folder of the clone.
Object.assign(sbom.metadata.component, { name: 'failover-dns', type: 'application' });
sbom.metadata.timestamp = new Date(Number(epoch) * 1000).toISOString();
// Node.js is in the images and in the Debian package, and in no lock file's production part.
const { version } = JSON.parse(readFileSync(`${ROOT}/node_modules/node/package.json`, 'utf8'));
const purl = `pkg:generic/node@${version}`;
sbom.components.push({ 'bom-ref': purl, type: 'platform', name: 'node', version, purl, licenses: [{ license: { id: 'MIT' } }] });
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${out}: ${sbom.components.length} components`);

function neededBy(roots) {
  const edges = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn ?? []]));
  const found = new Set(roots);
  for (const ref of found) for (const next of edges.get(ref) ?? []) found.add(next);
  return found;
}
