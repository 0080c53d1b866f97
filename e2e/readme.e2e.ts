import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startDemo } from './harness/demo.js';
import { capture, ROOT } from './harness/program.js';
import { examplesIn, follow, sameLines } from './harness/readme.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const read = (page: string) => readFileSync(resolve(ROOT, page), 'utf8');
const bash = (commands: string) => capture('bash', ['-euo', 'pipefail', '-c', commands]);

test('the examples of README.md, of the quick start’s demo and of docs/tour.md print what they say, against one running demo', async () => {
  const quickStart = read('docs/quick-start.md').split('\n## 2.')[0]!;
  const pages = { 'README.md': read('README.md'), 'docs/quick-start.md': quickStart, 'docs/tour.md': read('docs/tour.md') };
  await startDemo(world);
  for (const [page, text] of Object.entries(pages)) {
    const examples = examplesIn(text);
    expect(examples, page).not.toEqual([]);
    await follow(page, examples, bash);
  }
}, 180_000);

test('an example is taken apart as it is written', () => {
  const markdown = [
    '# x',
    '```sh',
    'echo a',
    'echo b',
    '```',
    '',
    '```text',
    'b',
    'a …',
    '```',
    '',
    'text',
    '```sh no-run',
    'rm',
    '```',
  ];
  expect(examplesIn(markdown.join('\n'))).toEqual([{ line: 3, commands: 'echo a\necho b', expected: ['b', 'a …'] }]);
  expect(sameLines('a  1 2\nb\n', ['b', 'a …'])).toBe(true);
  expect(sameLines('a 1\nb\nc\n', ['b', 'a …'])).toBe(false);
  expect(sameLines('b\n', ['b', 'a …'])).toBe(false);
});
