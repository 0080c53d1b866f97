// Every relative link in the project's Markdown leads to a file, and its #anchor to a heading of it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** GitHub's anchor of a heading: lower case, no punctuation, a hyphen for each space. */
const anchorOf = (heading) =>
  heading
    .replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const withoutCode = (text) => text.replaceAll(/^(```+)[^]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');
const anchorsOf = (text) =>
  [...text.replaceAll(/^(```+)[^]*?^\1/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));
const linksOf = (text) => [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

/** What is wrong with the links of one file. */
function faultsOf(path, read) {
  const faults = [];
  for (const link of linksOf(read(path) ?? '')) {
    if (/^[a-z]+:/.test(link)) continue;
    const [file, anchor] = link.split('#');
    const target = file ? normalize(join(dirname(path), file)) : path;
    const text = read(target);
    if (text === undefined) faults.push(`${path}: ${link}: there is no ${target}`);
    else if (anchor && !anchorsOf(text).includes(anchor)) faults.push(`${path}: ${link}: ${target} has no heading #${anchor}`);
  }
  return faults;
}

function readFromDisk(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return undefined;
  return statSync(full).isDirectory() ? '' : readFileSync(full, 'utf8');
}

test('links in Markdown lead somewhere', () => {
  const files = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap((path) => faultsOf(relative('.', path), readFromDisk))).toEqual([]);
});

test('a link to a missing file or heading is a fault', () => {
  const files = {
    'docs/a.md': '[x](b.md#the-one) [y](b.md#other) [z](c.md) `[q](none.md)` [w](#up)\n# Up',
    'docs/b.md': '# The `one`!',
  };
  expect(faultsOf('docs/a.md', (path) => files[path])).toEqual([
    'docs/a.md: b.md#other: docs/b.md has no heading #other',
    'docs/a.md: c.md: there is no docs/c.md',
  ]);
});
