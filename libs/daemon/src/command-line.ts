import { parseArgs } from 'node:util';

export interface Daemon {
  /** `failover-agent` */
  name: string;
  version: string;
  /** What it does, in half a line. */
  summary: string;
  /** How it is called, up to its options. */
  call: string;
  defaultConfig: string;
}

/** What the command line asks for: text to print, a complaint (exit code 2), or a config to run with. */
export type Command = { print: string } | { fault: string } | { config: string };

export function readCommandLine(daemon: Daemon, args: string[]): Command {
  try {
    const { values } = parseArgs({
      args,
      options: {
        config: { type: 'string', default: daemon.defaultConfig },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { print: helpOf(daemon) };
    if (values.version) return { print: `${daemon.version}\n` };
    return { config: values.config };
  } catch (cause) {
    const [sentence] = (cause as Error).message.split(/\. |\.?\n|\.$/, 1);
    return { fault: `${daemon.name}: ${sentence}; see --help` };
  }
}

const helpOf = ({ name, version, summary, call, defaultConfig }: Daemon): string => `${name} ${version}: ${summary}

usage: ${call} [--config FILE]

  --config FILE  the config (default: ${defaultConfig})
  --version      print the version
  --help         print this

exit codes: 0 ended on request, 1 could not start (a port is in use, say), 2 wrong command line or config
`;
