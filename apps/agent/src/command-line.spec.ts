import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCommandLine } from './command-line.js';
import { VERSION } from './version.js';

it.each([
  [[], { config: 'agent_config.yaml' }],
  [['--config', 'x.yaml'], { config: 'x.yaml' }],
  [['--config=x.yaml'], { config: 'x.yaml' }],
  [['--version'], { print: `${VERSION}\n` }],
  [['--help'], { print: expect.stringContaining('--config FILE') }],
  [['--bogus'], { fault: "Unknown option '--bogus'; see --help" }],
  [['other.yaml'], { fault: "Unexpected argument 'other.yaml'; see --help" }],
  [['--config'], { fault: expect.stringMatching(/^Option '--config <value>' argument missing; see --help$/) }],
])('%j', (args, expected) => expect(readCommandLine(args)).toEqual(expected));

it('the version is the package’s', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});
