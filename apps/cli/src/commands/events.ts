import { type Command } from 'commander';
import { type Event, type EventFilter, nextEvents, pastEvents } from '../client/events.js';
import { ofDomain } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { given, misuse } from '../failure.js';
import { interrupted } from '../interrupted.js';
import { type Terminal } from '../output/terminal.js';
import { printable, secondsOf } from '../output/words.js';

interface Options {
  follow?: boolean;
  domain?: string;
  since?: string;
  limit?: string;
}

export function addEvents(program: Command): void {
  const command = program
    .command('events')
    .description('what happened: transitions, overrides, reloads, agents that come and go')
    .option('-f, --follow', 'and what happens from now on, until interrupted')
    .option('--domain <name>', 'only about this domain')
    .option('--since <when>', 'from then on: 10m, 2h, 2026-01-02T03:04:05Z, or after the id of an event')
    .option('--limit <n>', 'at most so many (default: 100; with --since all, with --follow 10)')
    .action(acting(events));
  withExamples(command, 'failover events', 'failover events -f --domain webmail.failover', 'failover events --since 2h --json');
}

async function events({ api, terminal }: Context, { follow, domain, since, limit }: Options): Promise<void> {
  if (domain !== undefined) given('name of the domain', domain);
  const filter = { domain, since: since === undefined ? undefined : startOf(since), limit: limitOf(limit) };
  if (!follow) {
    const list = await about(pastEvents(api, filter));
    terminal.show({ events: list }, () => list.map((event) => line(terminal, event)).join('\n') || 'Nothing happened.');
    return;
  }
  const signal = interrupted();
  // Asked first, so that no event falls between the past and the stream.
  const newest = await about(pastEvents(api, { limit: 1 }));
  const past = await about(pastEvents(api, { ...filter, limit: filter.limit ?? (since === undefined ? RECENT : undefined) }));
  for (const event of past) print(terminal, event);
  const after = Math.max(newest.at(-1)?.id ?? 0, past.at(-1)?.id ?? 0);
  const onBreak = (why: string) => terminal.warn(`the stream broke off: ${why}; trying again`);
  for await (const event of nextEvents(api, { domain, after, signal, onBreak })) print(terminal, event);

  function about<Result>(work: Promise<Result>): Promise<Result> {
    return domain === undefined ? work : ofDomain(api, domain, work);
  }
}

const RECENT = 10;

const print = (terminal: Terminal, event: Event) => terminal.stream(event, () => line(terminal, event));

const line = (terminal: Terminal, { at, kind, text }: Event): string =>
  `${terminal.style('gray', terminal.time(at))}  ${kind.padEnd(10)}  ${printable(text)}`;

/** A time that is counted back from now goes by this machine's clock; an id or a time goes to the master as it is. */
function startOf(text: string): string {
  const seconds = /[smhd]$/.test(text) ? secondsOf(text) : null;
  if (seconds !== null) return new Date(Date.now() - seconds * 1000).toISOString();
  if (!/^\d+$/.test(text) && Number.isNaN(Date.parse(text)))
    throw misuse(`--since "${text}" is neither a time nor the id of an event`, 'write 2h, 2026-01-02T03:04:05Z, or an id');
  return text;
}

function limitOf(text: string | undefined): EventFilter['limit'] {
  if (text === undefined) return undefined;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw misuse(`--limit "${text}" is no whole number from 1 to 1000`);
  return limit;
}
