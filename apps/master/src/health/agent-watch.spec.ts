import { expect, it } from 'vitest';
import { AgentWatch, type AgentTurn } from './agent-watch.js';
import { aHub } from './health.fixture.js';

it('tells when an agent falls silent, is lost, and is heard again; not when it is heard for the first time', async () => {
  const { config, agents, states, clock } = aHub();
  const watch = new AgentWatch(config, agents, states, clock);
  const turns: AgentTurn[] = [];
  watch.onTurn((turn) => turns.push(turn));
  const { timeoutMs, agentGraceMs } = [...config.value.domains.values()][0]!.rules;
  await watch.look();
  agents.heard('fra', 1);
  await watch.look();
  expect([turns, watch.counts()]).toEqual([[], { active: 1, suspect: 0, lost: 0, unseen: 0 }]);
  clock.at += timeoutMs;
  await watch.look();
  clock.at += agentGraceMs;
  await watch.look();
  await watch.look();
  agents.heard('fra', 1);
  await watch.look();
  expect(turns.map(({ from, to, silentMs }) => [from, to, silentMs])).toEqual([
    ['active', 'suspect', timeoutMs],
    ['suspect', 'lost', timeoutMs + agentGraceMs],
    ['lost', 'active', 0],
  ]);
});
