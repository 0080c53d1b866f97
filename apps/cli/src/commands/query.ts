import { type Command } from 'commander';
import { type Api, Problem, type Schemas } from '../client/api.js';
import { explanationOf } from '../client/explanation.js';
import { namesOf, suggestions } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { ask, type Asked } from '../dns/ask.js';
import { compare } from '../dns/compare.js';
import { givenServer, serverOf } from '../dns/server.js';
import { type Server } from '../dns/ask.js';
import { wildcardOf } from '../dns/wildcard.js';
import { withExamples } from '../examples.js';
import { EXIT, given } from '../failure.js';
import { stateWord } from '../output/states.js';
import { type Terminal } from '../output/terminal.js';
import { printable } from '../output/words.js';
import { type AddressType, typeOption } from './explain.js';

type Explanation = Schemas['ExplanationDto'];
interface Finding {
  name: string;
  type: AddressType;
  dns: Asked & { server: string };
  /** null: the name is no domain whose answer is decided. */
  decision: Explanation | null;
  /** What DNS says otherwise than the decision; empty: they agree. */
  differences: string[];
}

export function addQuery(program: Command): void {
  const command = program
    .command('query')
    .description('asks the DNS, compares the answer with the master’s decision, and says why')
    .argument('<name>', 'the name')
    .addOption(typeOption('the type of record').default('A'))
    .option('--dns <host:port>', 'the DNS server (default: the one that the master names); --server takes it too')
    .action(acting(query));
  withExamples(command, 'failover query webmail.failover', 'failover query webmail.failover --type AAAA --dns 192.0.2.53:5353');
}

async function query(context: Context, name: string, { type, dns }: { type: AddressType; dns?: string }): Promise<number> {
  given('name', name);
  const named = givenServer(context.options, dns, () => context.settings);
  const { api, terminal, options } = context;
  const server = named ?? (await serverOfMaster(api));
  const look = async (): Promise<Finding> => {
    const asked = await ask(server, name, type, options.timeout);
    const decision = await decisionOf(context, name, type);
    const differences = decision === null ? [] : compare(asked, decision, type);
    return { name, type, dns: { server: `${server.host}:${server.port}`, ...asked }, decision, differences };
  };
  let finding = await look();
  // The decision may have changed between the two questions.
  if (finding.differences.length > 0) finding = await look();
  const isUnknown = finding.decision === null && finding.dns.status !== 'NOERROR';
  const hints = isUnknown ? await suggestions(api, name) : [];
  terminal.show(finding, () => [findingText(terminal, finding), ...hints].join('\n'));
  if (finding.differences.length > 0) return EXIT.finding;
  return isUnknown ? EXIT.failed : EXIT.ok;
}

/** One that is older than this program does not say. */
async function serverOfMaster(api: Api): Promise<Server> {
  const info = await api
    .call((client, signal) => client.GET('/api/v1/info', { signal }))
    .catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404) return { dns: [] };
      throw error;
    });
  return serverOf(api.settings.server, info.dns);
}

async function decisionOf({ api }: Context, name: string, type: AddressType): Promise<Explanation | null> {
  const known = await explanationOf(api, name, type).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  });
  const wildcard = known ?? wildcardOf(name, await namesOf(api));
  return typeof wildcard === 'string' ? explanationOf(api, wildcard, type) : wildcard;
}

function findingText(terminal: Terminal, { name, type, dns, decision, differences }: Finding): string {
  const { status, addresses, ttl, authoritative, transport, ms, server, notes } = dns;
  const answer = addresses.length > 0 ? `${addresses.join(' ')}  TTL ${ttl}` : 'no address';
  const lines = [
    `${name} ${type}: ${status}  ${answer}`,
    `asked: ${server} over ${transport.toUpperCase()}, ${ms} ms, ${authoritative ? 'authoritative' : 'not authoritative'}`,
    ...notes,
  ];
  if (decision === null) return [...lines, 'decision: none, as this name is no domain of the master'].map(printable).join('\n');
  const verdict = differences.length === 0 ? terminal.style('green', 'agrees') : terminal.style('red', 'differs');
  return [
    ...lines.map(printable),
    `decision: ${stateWord(terminal, decision.state)}  ${decision.addresses.join(' ') || decision.source}  TTL ${decision.ttl}  (${verdict})`,
    `why: ${printable(decision.reason)}`,
    ...differences.map((difference) => `${terminal.style('red', 'difference')}: ${printable(difference)}`),
  ].join('\n');
}
