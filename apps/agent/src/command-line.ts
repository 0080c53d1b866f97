import { parseArgs } from 'node:util';
import { VERSION } from './version.js';

const HELP = `failover-agent ${VERSION}: probes targets and reports to its masters

usage: node apps/agent/dist/main.js [--config FILE]

  --config FILE  the agent's config (default: agent_config.yaml)
  --version      print the version
  --help         print this

exit codes: 0 ended on request, 2 wrong command line or config
`;

/** What the command line asks for: text to print, a complaint (exit code 2), or a config to run with. */
export type Command = { print: string } | { fault: string } | { config: string };

export function readCommandLine(args: string[]): Command {
  try {
    const { values } = parseArgs({
      args,
      options: {
        config: { type: 'string', default: 'agent_config.yaml' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { print: HELP };
    if (values.version) return { print: `${VERSION}\n` };
    return { config: values.config };
  } catch (cause) {
    const [sentence] = (cause as Error).message.split(/\. |\.?\n|\.$/, 1);
    return { fault: `${sentence}; see --help` };
  }
}
