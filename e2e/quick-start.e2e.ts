import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { surroundings } from './harness/cli.js';
import { holdDemoPorts } from './harness/demo.js';
import { ROOT } from './harness/program.js';
import { blocksIn, examplesIn, follow } from './harness/readme.js';
import { Shell } from './harness/shell.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const PAGE = 'docs/quick-start.md';
const [, text = ''] = readFileSync(resolve(ROOT, PAGE), 'utf8').split(/^(?=## 2\.)/m);

test('your own config of the quick start: the files as it shows them, the commands word for word', async () => {
  await holdDemoPorts(world);
  const cwd = world.place('clone');
  for (const part of ['apps', 'node_modules']) symlinkSync(resolve(ROOT, part), join(cwd, part));
  world.place('clone/my');
  const files = blocksIn(text).flatMap(({ info, lines }) => (info === 'yaml' ? [lines] : []));
  expect(files.map(([first]) => first)).toEqual(['# my/config.yaml', '# my/agent_config.yaml']);
  for (const lines of files) world.file(`clone/${lines[0]!.slice(2)}`, lines.join('\n'));

  const shell = new Shell(world, { cwd, env: surroundings({}) });
  await follow(PAGE, examplesIn(text), (commands) => shell.run(commands), { within: 60 });
}, 300_000);
