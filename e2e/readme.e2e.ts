import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startDemo } from './harness/demo.js';
import { capture, ROOT } from './harness/program.js';
import { examplesIn, sameLines } from './harness/readme.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const path = resolve(ROOT, 'README.md');

test('the examples of README.md print what it says, in order, against one running demo', async () => {
  const examples = examplesIn(readFileSync(path, 'utf8'));
  expect(examples.length).toBeGreaterThan(2);
  await startDemo(world);
  for (const { line, commands, expected } of examples) {
    const run = async () => {
      const { code, stdout, stderr } = await capture('bash', ['-euo', 'pipefail', '-c', commands]);
      expect(code, `README.md:${line}: ${stderr}`).toBe(0);
      if (expected && !sameLines(stdout, expected)) expect(stdout, `README.md:${line}`).toBe(expected.join('\n'));
    };
    // An answer follows a change within seconds, as the text says; a reader looks again.
    await until(run, { within: 10 });
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
