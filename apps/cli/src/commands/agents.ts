import { type Command } from 'commander';
import { type Schemas } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { stateWord } from '../output/states.js';
import { table } from '../output/table.js';
import { type Terminal } from '../output/terminal.js';
import { duration, printable } from '../output/words.js';

type Agent = Schemas['AgentDto'];

export function addAgents(program: Command): void {
  const command = program
    .command('agents')
    .description('who checks: state, tags, clocks, disagreement with the others')
    .action(acting(agents));
  withExamples(command, 'failover agents', 'failover agents --json');
}

async function agents({ api, terminal }: Context): Promise<void> {
  const reply = await api.call((client, signal) => client.GET('/api/v1/agents', { signal }));
  terminal.show(reply, () => agentsTable(terminal, reply.agents, new Date()));
}

const HEAD = ['AGENT', 'STATE', 'TAGS', 'SEEN', 'CLOCK', 'REPORTS', 'TARGETS', 'DISAGREES'];

function agentsTable(terminal: Terminal, list: readonly Agent[], now: Date): string {
  if (list.length === 0) return 'No agent was heard of yet, and the config names none.';
  const rows = list.map((agent) => [
    printable(agent.id),
    [stateWord(terminal, agent.state), agent.suspect_vantage && 'suspect-vantage', agent.maintenance && 'maintenance']
      .filter(Boolean)
      .join(' '),
    printable(agent.tags.join(' ')) || '-',
    agent.last_seen == null ? 'never' : `${duration(now.getTime() - Date.parse(agent.last_seen))} ago`,
    agent.clock_offset_ms == null ? '-' : `${agent.clock_offset_ms >= 0 ? '+' : ''}${agent.clock_offset_ms} ms`,
    String(agent.reports),
    String(agent.targets),
    agent.disagreement == null ? '-' : `${agent.disagreement.disputed}/${agent.disagreement.comparable}`,
  ]);
  return table(HEAD, rows);
}
