// `npm test`: installs what is missing, then checks and tests everything, quick things first. Ends with `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, missingPackages } from './lib/debian.mjs';
import { build, ENV, install, mustInstall, run, since } from './lib/workspace.mjs';

const folder = mkdtempSync(join(tmpdir(), 'failover-dns-test-'));
const total = { passed: 0, failed: 0 };
const failures = [];
const began = performance.now();
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

if (mustInstall()) await need('packages: npm ci', install);
const missing = missingPackages();
if (missing.length > 0) await need(`tools: ${missing.join(' ')}`, () => installPackages(missing));

await check('format', () => run('prettier', ['--check', '--log-level=warn', '.']));
await check('architecture', () => run('npm', ['run', '--silent', 'arch']));
const built =
  (await check('build', build)) && (await check('bundles', () => run('node', ['tools/bundle.mjs', '--require-dashboard'])));
await check('lint', () => run('npm', ['run', '--silent', 'lint:code']));
await check('types', () => run('nx', ['run-many', '-t', 'typecheck', '--outputStyle=static']));
await check('nx runs tests', () => run('nx', ['run', 'contracts:test', '--outputStyle=static']));
await tests('every architecture rule fires', (report) => vitest(['tools'], report));
await tests('unit tests', (report) => vitest(['!e2e', '!start', '!tools', '!boot'], report));
if (built) await tests('end-to-end tests', (report) => vitest(['e2e', 'start'], report));
else count('end-to-end tests were not run: nothing is built', 0, 1);

console.log(`\n${failures.length === 0 ? 'All is well' : `Failed: ${failures.join(', ')}`}, after ${since(began)}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function vitest(projects, report) {
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run('vitest', ['run', ...projects.map((name) => `--project=${name}`), ...options], {
    show: true,
    minutes: 60, // on a machine that is busy with other things as well
    env: { ...ENV, NO_COLOR: '1' },
  });
}

/** A step without which the others mean nothing. */
async function need(title, work) {
  if (await check(title, work)) return;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(1);
}

/** A step that passes or fails as a whole; prints its log when it fails. */
async function check(title, work) {
  const start = performance.now();
  process.stdout.write(`\n── ${title} … `);
  const { code, output } = await work();
  console.log(code === 0 ? `passed in ${since(start)}` : `FAILED (exit code ${code}) after ${since(start)}\n${output}`);
  count(title, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  return code === 0;
}

/** A step of many tests, each of which counts. */
async function tests(title, work) {
  const start = performance.now();
  console.log(`\n── ${title}`);
  const report = join(folder, `${title.replaceAll(' ', '-')}.json`);
  const { code } = await work(report);
  const { passed, failed } = readReport(report);
  const faults = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed;
  console.log(`── ${title}: ${passed} passed, ${faults} failed in ${since(start)}`);
  count(title, passed, faults);
}

/** What vitest's JSON says; a file that could not be loaded is one failure. */
function readReport(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const unloaded = testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0);
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function count(title, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(title);
}
