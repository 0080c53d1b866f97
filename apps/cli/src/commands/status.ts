import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { type Api, type Schemas } from '../client/api.js';
import { suggestions } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT, Failure, given, misuse } from '../failure.js';
import { interrupted } from '../interrupted.js';
import { isAsBadAs, type State, STATES } from '../output/states.js';
import { statusTable } from '../output/status-table.js';
import { type Terminal } from '../output/terminal.js';
import { secondsOf } from '../output/words.js';

type Decision = Schemas['DecisionDto'];
interface Options {
  watch?: boolean;
  interval: string;
  failOn?: State;
}

export function addStatus(program: Command): void {
  const command = program
    .command('status')
    .description('what every domain answers now')
    .argument('[domain...]', 'only these')
    .option('-w, --watch', 'again and again, until interrupted; not on a terminal: whenever it changes')
    .option('--interval <time>', 'how often to look with --watch', '2s')
    .addOption(new Option('--fail-on <state>', 'exit with 3 if a domain is in this state or a worse one').choices(STATES))
    .action(acting(status));
  withExamples(command, 'failover status', 'failover status --watch', 'failover status --fail-on fallback --json');
}

async function status(context: Context, names: string[], { watch, interval, failOn }: Options): Promise<number> {
  for (const name of names) given('name of the domain', name);
  if (watch) return watchStatus(context, names, interval, failOn);
  const domains = await read(context.api, names);
  context.terminal.show({ domains }, () => statusTable(context.terminal, domains));
  return verdict(domains, failOn);
}

const verdict = (domains: readonly Decision[], failOn: State | undefined): number =>
  failOn !== undefined && domains.some(({ state }) => isAsBadAs(state, failOn)) ? EXIT.finding : EXIT.ok;

async function read(api: Api, names: readonly string[]): Promise<Decision[]> {
  const { domains } = await api.call((client, signal) => client.GET('/api/v1/domains', { signal }));
  if (names.length === 0) return domains;
  const wanted = new Map(domains.map((decision) => [decision.domain.toLowerCase(), decision]));
  const found = names.map((name) => ({ name, decision: wanted.get(name.toLowerCase().replace(/\.$/, '')) }));
  for (const { name, decision } of found)
    if (decision === undefined) throw new Failure(`no domain "${name}" here`, await suggestions(api, name));
  return found.flatMap(({ decision }) => decision ?? []);
}

/** Goes on while the master is away, and says so. Ends with what it saw last. */
async function watchStatus({ api, terminal }: Context, names: string[], every: string, failOn?: State): Promise<number> {
  const pauseMs = (secondsOf(every) ?? 0) * 1000;
  if (pauseMs < 100)
    throw misuse(`--interval "${every}" is no time, or less than 0.1 s`, 'write a number and its unit, such as 2s or 1m');
  const end = interrupted();
  let last = await read(api, names);
  let shown = '';
  for (let fault: string | null = null; ;) {
    const seen = JSON.stringify([fault, last.map(facts)]);
    const text = () => [title(api, terminal, fault), statusTable(terminal, last), ''].join('\n');
    if (terminal.live) terminal.redraw(text());
    else if (seen !== shown) terminal.stream({ at: new Date().toISOString(), fault, domains: last }, text);
    shown = seen;
    await sleep(pauseMs, undefined, { signal: end }).catch(() => undefined);
    if (end.aborted) return verdict(last, failOn);
    [last, fault] = await read(api, names).then(
      (domains): [Decision[], null] => [domains, null],
      (error: Error): [Decision[], string] => [last, error.message],
    );
  }
}

/** What makes a new look worth a new line; ages alone do not. */
const facts = ({ domain, state, tags, addresses, ttl, targets }: Decision) => [
  domain,
  state,
  tags,
  addresses,
  ttl,
  targets.map(({ verdict: voted, service }) => [voted, service]),
];

const title = ({ settings }: Api, terminal: Terminal, fault: string | null): string =>
  `${settings.server}  ${terminal.time(new Date().toISOString())}${fault === null ? '' : `  as it was: ${fault}`}`;
