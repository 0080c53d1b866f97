import { type Command, Option } from 'commander';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT, misuse } from '../failure.js';
import { changesText } from '../output/changes.js';
import { isAsBadAs, type State, STATES } from '../output/states.js';
import { count, secondsOf } from '../output/words.js';
import { readSent, type SentConfig, withFaults } from './sent-config.js';

interface Options {
  down: string[];
  lost: string[];
  advance?: string;
  config?: string;
  all?: boolean;
  failOn?: State;
}

const collect = (value: string, before: string[]): string[] => [...before, value];

export function addSimulate(program: Command): void {
  const command = program
    .command('simulate')
    .description(
      'what would be answered if targets died, agents fell silent, time passed, or another config held; touches nothing',
    )
    .option(
      '--down <target>',
      'every agent calls it down: IP, IP:PORT, DOMAIN/IP or DOMAIN/IP:PORT (again for more)',
      collect,
      [],
    )
    .option('--lost <agent>', 'it is not heard any more (again for more)', collect, [])
    .option('--advance <time>', 'so much time passes meanwhile: 90s, 5m, 2h')
    .option(
      '--config <file>',
      'this config (a file, or a folder of YAML files) in place of the one in force (needs api.admin_token)',
    )
    .option('--all', 'list also the domains whose answer stays as it is')
    .addOption(new Option('--fail-on <state>', 'exit with 3 if a domain would be in this state or a worse one').choices(STATES))
    .action(acting(simulate));
  withExamples(
    command,
    'failover simulate --down 192.0.2.10',
    'failover simulate --lost fra --lost ams --advance 5m',
    'failover simulate --config new.yaml --down 192.0.2.10 --fail-on fallback',
  );
}

async function simulate({ api, terminal }: Context, options: Options): Promise<number> {
  const { down, lost, advance, config, all, failOn } = options;
  const seconds = advance === undefined ? 0 : secondsOf(advance);
  if (seconds === null) throw misuse(`--advance "${advance}" is no time`, 'write a number and its unit, such as 90s, 5m or 2h');
  const sent: SentConfig | null = config === undefined ? null : readSent(config);
  const body = {
    targets_down: down,
    agents_lost: lost,
    advance_sec: seconds,
    ...sent?.body,
    all: all === true || failOn !== undefined,
  };
  const request = api.call((client, signal) => client.POST('/api/v1/simulate', { body, signal }));
  const simulation = await (sent === null ? request : withFaults(terminal, sent, request));
  const shown = simulation.domains.filter(({ changed }) => changed || all === true);
  terminal.show({ ...simulation, domains: shown }, () => {
    const changes = changesText(terminal, shown, `No answer would change; ${count(simulation.looked_at, 'domain')} looked at.`);
    return simulation.brake == null ? changes : `${changes}\n\nThe mass-failure brake would be on: ${simulation.brake}.`;
  });
  const bad = failOn !== undefined && simulation.domains.some(({ then }) => then != null && isAsBadAs(then.state, failOn));
  return bad ? EXIT.finding : EXIT.ok;
}
