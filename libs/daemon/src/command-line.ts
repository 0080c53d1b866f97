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
  /** Further switches, by name, with what each does. */
  switches?: Readonly<Record<string, string>>;
  /** What else stands in its help. */
  more?: string;
}

/** What the command line asks for: text to print, a complaint (exit code 2), or a config to run with, or only to check. */
export type Command =
  { print: string } | { fault: string } | { config: string; check: boolean; json?: true; switches?: ReadonlySet<string> };

export function readCommandLine(daemon: Daemon, args: string[]): Command {
  try {
    const { values } = parseArgs({
      args,
      options: {
        config: { type: 'string', default: daemon.defaultConfig },
        ...(daemon.checks && { check: { type: 'boolean' } as const, json: { type: 'boolean' } as const }),
        ...Object.fromEntries(Object.keys(daemon.switches ?? {}).map((name) => [name, { type: 'boolean' } as const])),
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { print: helpOf(daemon) };
    if (values.version) return { print: `${daemon.version}\n` };
    if (values.json && daemon.checks && !values.check) return { fault: `${daemon.name}: --json goes with --check; see --help` };
    const given = Object.keys(daemon.switches ?? {}).filter((name) => (values as Record<string, unknown>)[name] === true);
    return {
      config: values.config,
      check: values.check === true,
      ...(daemon.checks && values.json && { json: true }),
      ...(daemon.switches && { switches: new Set(given) }),
    };
  } catch (cause) {
    const [sentence] = (cause as Error).message.split(/\. |\.?\n|\.$/, 1);
    return { fault: `${daemon.name}: ${sentence}; see --help` };
  }
}

const CHECK_HELP = `
  --check        print what is wrong with the config and what might be better, and end
  --json         with --check: print it as JSON`;

const switchesHelp = (switches: Readonly<Record<string, string>>): string =>
  Object.entries(switches)
    .map(([name, does]) => `\n  ${`--${name}`.padEnd(13)}  ${does}`)
    .join('');

const helpOf = ({
  name,
  version,
  summary,
  call,
  defaultConfig,
  checks,
  switches = {},
  more = '',
}: Daemon): string => `${name} ${version}: ${summary}

usage: ${call} [--config FILE]${checks ? ' [--check [--json]]' : ''}${Object.keys(switches)
  .map((name) => ` [--${name}]`)
  .join('')}
${more}
  --config FILE  the config (default: ${defaultConfig})${checks ? CHECK_HELP : ''}${switchesHelp(switches)}
  --version      print the version
  --help         print this

exit codes: 0 ended on request, 1 could not start (a port is in use, say), 2 wrong command line or config
`;
