import { expect, it } from 'vitest';
import { readCommandLine } from './command-line.js';

const DAEMON = {
  name: 'failover-agent',
  version: '1.2.3',
  summary: 'probes',
  call: 'node main.js',
  defaultConfig: 'agent_config.yaml',
};

it.each([
  [[], { config: 'agent_config.yaml', check: false }],
  [['--config', 'x.yaml'], { config: 'x.yaml', check: false }],
  [['--config=x.yaml'], { config: 'x.yaml', check: false }],
  [['--version'], { print: '1.2.3\n' }],
  [['--help'], { print: expect.stringContaining('--config FILE') }],
  [['--bogus'], { fault: "failover-agent: Unknown option '--bogus'; see --help" }],
  [['--check'], { fault: "failover-agent: Unknown option '--check'; see --help" }],
  [['other.yaml'], { fault: "failover-agent: Unexpected argument 'other.yaml'; see --help" }],
  [['--config'], { fault: "failover-agent: Option '--config <value>' argument missing; see --help" }],
])('%j', (args, expected) => expect(readCommandLine(DAEMON, args)).toEqual(expected));

it.each([
  [['--check', '--config', 'x.yaml'], { config: 'x.yaml', check: true }],
  [['--check', '--json', '--config', 'x.yaml'], { config: 'x.yaml', check: true, json: true }],
  [['--json'], { fault: 'failover-agent: --json goes with --check; see --help' }],
  [['--help'], { print: expect.stringMatching(/\[--check \[--json\]\]\n[^]*\n {2}--check {8}print/) }],
])('%j of a daemon that checks its config', (args, expected) =>
  expect(readCommandLine({ ...DAEMON, checks: true }, args)).toEqual(expected),
);

it.each([
  [['--once'], { config: 'agent_config.yaml', check: false, switches: new Set(['once']) }],
  [['--json', '--config=x.yaml', '--once'], { config: 'x.yaml', check: false, switches: new Set(['once', 'json']) }],
  [[], { config: 'agent_config.yaml', check: false, switches: new Set() }],
  [['--check'], { fault: "failover-agent: Unknown option '--check'; see --help" }],
  [
    ['--help'],
    { print: expect.stringMatching(/\[--once\] \[--json\]\nalso: x\n[^]*\n {2}--once {9}once\n {2}--json {9}as JSON\n/) },
  ],
])('%j of a daemon with switches of its own', (args, expected) =>
  expect(readCommandLine({ ...DAEMON, switches: { once: 'once', json: 'as JSON' }, more: 'also: x\n' }, args)).toEqual(expected),
);
