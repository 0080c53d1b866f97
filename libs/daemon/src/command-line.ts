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
  /** Whether it can only check its config: `--check`, with `--json` for programs. */
  checks?: boolean;
}

/** What the command line asks for: text to print, a complaint (exit code 2), or a config to run with, or only to check. */
export type Command = { print: string } | { fault: string } | { config: string; check: boolean; json?: true };

export function readCommandLine(daemon: Daemon, args: string[]): Command {
  try {
    const { values } = parseArgs({
      args,
      options: {
        config: { type: 'string', default: daemon.defaultConfig },
        ...(daemon.checks && { check: { type: 'boolean' } as const, json: { type: 'boolean' } as const }),
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { print: helpOf(daemon) };
    if (values.version) return { print: `${daemon.version}\n` };
    if (values.json && !values.check) return { fault: `${daemon.name}: --json goes with --check; see --help` };
    return { config: values.config, check: values.check === true, ...(values.json && { json: true }) };
  } catch (cause) {
    const [sentence] = (cause as Error).message.split(/\. |\.?\n|\.$/, 1);
    return { fault: `${daemon.name}: ${sentence}; see --help` };
  }
}

const CHECK_HELP = `
  --check        print what is wrong with the config and what might be better, and end
  --json         with --check: print it as JSON`;

const helpOf = ({ name, version, summary, call, defaultConfig, checks }: Daemon): string => `${name} ${version}: ${summary}

usage: ${call} [--config FILE]${checks ? ' [--check [--json]]' : ''}

  --config FILE  the config (default: ${defaultConfig})${checks ? CHECK_HELP : ''}
  --version      print the version
  --help         print this

exit codes: 0 ended on request, 1 could not start (a port is in use, say), 2 wrong command line or config
`;
