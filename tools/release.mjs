// `npm run release -- VERSION|major|minor|patch [--dry-run]`: one version for all packages, by nx release; what is unreleased in the changelog gets
// its heading; one commit, one tag. Pushing the tag is yours: the workflow `release` does the rest.
// `node tools/release.mjs notes VERSION` prints that version's part of the changelog.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENV, ROOT } from './lib/workspace.mjs';
import { notesOf, released } from './release/changelog.mjs';
import { setVersionThere } from './release/places.mjs';

Object.assign(process.env, ENV);
process.chdir(ROOT);
const text = (path) => readFileSync(join(ROOT, path), 'utf8');
const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
const fail = (why) => {
  console.error(`release: ${why}`);
  process.exit(1);
};

const { values, positionals } = parseArgs({ options: { 'dry-run': { type: 'boolean' } }, allowPositionals: true });
const [specifier, version] = positionals;
const isDry = values['dry-run'] === true;

if (specifier === 'notes') {
  const notes = notesOf(text('CHANGELOG.md'), version ?? '');
  if (notes === '') fail(`CHANGELOG.md has nothing about ${version}`);
  console.log(notes);
} else {
  if (specifier === undefined) fail('say which: npm run release -- VERSION|major|minor|patch [--dry-run]');
  if (!isDry && git('status', '--porcelain') !== '') fail('the tree is not clean: commit first');
  const { releaseVersion } = (await import('nx/release')).default;
  const { workspaceVersion } = await releaseVersion({ specifier, dryRun: isDry });
  if (!workspaceVersion) fail(`"${specifier}" makes no version`);
  const changelog = released(text('CHANGELOG.md'), workspaceVersion, new Date().toISOString().slice(0, 10));
  const notes = notesOf(changelog, workspaceVersion);
  const files = setVersionThere(workspaceVersion, isDry);
  for (const file of files) console.log(`${file}: ${workspaceVersion}${isDry ? ' [dry-run]' : ''}`);
  console.log(`\nCHANGELOG.md, ${workspaceVersion}: ${notes.split('\n').filter((line) => line.startsWith('- ')).length} entries`);
  console.log(`commit "release ${workspaceVersion}", tag v${workspaceVersion}${isDry ? ' [dry-run]' : ''}`);
  if (!isDry) {
    writeFileSync('CHANGELOG.md', changelog);
    setRoot(workspaceVersion);
    git('commit', '--quiet', '--all', `--message=release ${workspaceVersion}`);
    git('tag', '--annotate', `v${workspaceVersion}`, `--message=${workspaceVersion}`);
    console.log(`now: git push origin main v${workspaceVersion}`);
  }
}

/** The workspace itself is no project of nx. */
function setRoot(next) {
  for (const path of ['package.json', 'package-lock.json']) {
    const json = JSON.parse(text(path));
    json.version = next;
    if (json.packages) json.packages[''].version = next;
    writeFileSync(path, `${JSON.stringify(json, null, 2)}\n`);
  }
}
