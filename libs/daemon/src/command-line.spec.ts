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
  [[], { config: 'agent_config.yaml' }],
  [['--config', 'x.yaml'], { config: 'x.yaml' }],
  [['--config=x.yaml'], { config: 'x.yaml' }],
  [['--version'], { print: '1.2.3\n' }],
  [['--help'], { print: expect.stringContaining('--config FILE') }],
  [['--bogus'], { fault: "failover-agent: Unknown option '--bogus'; see --help" }],
  [['other.yaml'], { fault: "failover-agent: Unexpected argument 'other.yaml'; see --help" }],
  [['--config'], { fault: "failover-agent: Option '--config <value>' argument missing; see --help" }],
])('%j', (args, expected) => expect(readCommandLine(DAEMON, args)).toEqual(expected));
