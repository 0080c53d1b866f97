import { type Schemas } from '../client/api.js';
import { type Context } from '../context.js';
import { table } from '../output/table.js';
import { printable, timeOf } from '../output/words.js';

export async function listOverrides({ api, terminal }: Context): Promise<void> {
  const reply = await api.call((client, signal) => client.GET('/api/v1/overrides', { signal }));
  terminal.show(reply, () => (reply.overrides.length === 0 ? 'No override is in force.' : overridesTable(reply.overrides)));
}

const overridesTable = (overrides: readonly Schemas['OverrideDto'][]): string =>
  table(
    ['ABOUT', 'KIND', 'WHO', 'SINCE', 'UNTIL', 'REASON'],
    overrides.map(({ scope, domain, name, kind, who, since, until, reason }) =>
      [
        domain == null ? `${scope} ${name}` : name == null ? domain : `${domain}/${name}`,
        kind,
        who,
        timeOf(since),
        until == null ? 'released' : timeOf(until),
        reason,
      ].map(printable),
    ),
  );
