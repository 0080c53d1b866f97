import { type Schemas } from '../client/api.js';
import { type Context } from '../context.js';
import { table } from '../output/table.js';
import { type Terminal } from '../output/terminal.js';
import { printable } from '../output/words.js';

export async function listOverrides({ api, terminal }: Context): Promise<void> {
  const reply = await api.call((client, signal) => client.GET('/api/v1/overrides', { signal }));
  terminal.show(reply, () =>
    reply.overrides.length === 0 ? 'No override is in force.' : overridesTable(terminal, reply.overrides),
  );
}

const overridesTable = (terminal: Terminal, overrides: readonly Schemas['OverrideDto'][]): string =>
  table(
    ['ABOUT', 'KIND', 'WHO', 'SINCE', 'UNTIL', 'REASON'],
    overrides.map(({ scope, domain, name, kind, who, since, until, reason }) =>
      [
        domain == null ? `${scope} ${name}` : name == null ? domain : `${domain}/${name}`,
        kind,
        who,
        terminal.time(since),
        until == null ? 'released' : terminal.time(until),
        reason,
      ].map(printable),
    ),
  );
