import type { Agent, Cause } from '../../api/types.js';
import { lasting, moment } from '../../lib/time.js';
import { listed, number, plural } from '../../lib/words.js';

/** The situation: how many report, and who does not. */
export function agentsSentence(agents: readonly Agent[]): string[] {
  const active = agents.filter(({ state }) => state === 'active').length;
  if (agents.length === 0) return ['No agent has reported yet.'];
  if (active === agents.length)
    return [agents.length === 1 ? 'The one agent reports.' : `All ${number(agents.length)} agents report.`];
  const count = `${number(active)} of ${plural(agents.length, 'agent')} ${active === 1 ? 'reports' : 'report'}.`;
  return [
    count,
    ...WORDS.flatMap(([state, one, many]) => {
      const ids = agents.filter((agent) => agent.state === state).map(({ id }) => id);
      return ids.length === 0 ? [] : [`${listed(ids, 3)} ${ids.length === 1 ? one : many}.`];
    }),
  ];
}

const WORDS = [
  ['lost', 'is lost', 'are lost'],
  ['suspect', 'is silent', 'are silent'],
  ['unseen', 'has not come since the start', 'have not come since the start'],
] as const;

/** What the loss of the agents that do not report costs. */
export function lossWords(agents: readonly Agent[], now: number): string {
  const lost = agents.filter(({ state }) => state === 'lost' || state === 'suspect');
  if (lost.length === 0)
    return agents.some(({ state }) => state === 'unseen')
      ? 'Who has not come since the start of the master has no new vote.'
      : '';
  const votes = lost.reduce((sum, { targets }) => sum + targets, 0);
  const fewer = `${plural(votes, 'vote')} ${votes === 1 ? 'is' : 'are'} missing`;
  const [only] = lost;
  if (lost.length > 1 || only === undefined) {
    const aside = lost.filter(({ state }) => state === 'lost').length;
    return `${fewer}${aside === 0 ? '' : `; ${aside} of them set aside`}.`;
  }
  const last =
    only.last_seen === null
      ? 'It never reported since the start.'
      : `It last reported at ${moment(Date.parse(only.last_seen), now)}, ${lasting(now - Date.parse(only.last_seen))} ago.`;
  const state =
    only.state === 'lost' ? 'It is set aside: its votes no longer count.' : 'Its votes are stale: they say neither up nor down.';
  if (only.targets === 0) return `${last} ${state}`;
  return `${last} ${state} ${only.targets === 1 ? '1 target has' : `${number(only.targets)} targets have`} one vote fewer.`;
}

/** Whose votes an operator set aside. */
export function asideWords(agents: readonly Agent[]): string {
  const ids = agents.filter(({ maintenance }) => maintenance !== null).map(({ id }) => id);
  if (ids.length === 0) return '';
  const [are, its] = ids.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return `${listed(ids, 3)} ${are} in maintenance: ${its} votes are set aside where enough others vote.`;
}

/** Domains that are in trouble as an agent is silent: its cause in the overview. */
export const causesOfSilence = (causes: readonly Cause[]): Cause[] => causes.filter(({ kind }) => kind === 'agent');

const RANKS: Readonly<Record<Agent['state'], number>> = { lost: 0, suspect: 1, unseen: 2, active: 4 };
const WARNED_RANK = 3;

export const CLOCK_WARNED_MS = 5000;
export const DISAGREES_WARNED = 0.05;

/** The share of what it could be compared on; null: nothing. */
export const disagreementOf = ({ disagreement }: Agent): number | null =>
  disagreement === null || disagreement.comparable === 0 ? null : disagreement.disputed / disagreement.comparable;

/** What is to be said about an agent that reports; empty: nothing. */
export function complaints(agent: Agent): string[] {
  const { clock_offset_ms: offset, suspect_vantage, state, last_seen } = agent;
  if (state !== 'active') return [last_seen === null ? 'no report since the start' : ''].filter(Boolean);
  const share = disagreementOf(agent);
  return [
    ...(suspect_vantage ? ['suspect vantage: it calls down what most others call up'] : []),
    ...(!suspect_vantage && share !== null && share > DISAGREES_WARNED
      ? [`calls ${plural(agent.disagreement?.disputed ?? 0, 'target')} down that most call up`]
      : []),
    ...(offset !== null && Math.abs(offset) > CLOCK_WARNED_MS
      ? [`clock is ${offsetWords(Math.abs(offset)).slice(1)} ${offset > 0 ? 'ahead' : 'behind'}`]
      : []),
  ];
}

/** `+4 ms`, `−0.2 s` */
export function offsetWords(ms: number): string {
  const sign = ms < 0 ? '−' : '+';
  const size = Math.abs(ms);
  if (size < 100) return `${sign}${Math.round(size)} ms`;
  if (size < 120_000) return `${sign}${(size / 1000).toFixed(1)} s`;
  return `${sign}${lasting(size)}`;
}

export const SORTS = ['state', 'id', 'seen', 'disagrees'] as const;
export type Sort = (typeof SORTS)[number];

/** In trouble first; within that by name. */
export function sortedAgents(agents: readonly Agent[], sort: Sort): Agent[] {
  const rank = (agent: Agent): number =>
    agent.state === 'active' && complaints(agent).length > 0 ? WARNED_RANK : RANKS[agent.state];
  const seen = ({ last_seen }: Agent): number => (last_seen === null ? 0 : Date.parse(last_seen));
  const keys: Readonly<Record<Sort, (agent: Agent) => number>> = {
    state: rank,
    id: () => 0,
    seen,
    disagrees: (agent) => -(disagreementOf(agent) ?? -1),
  };
  const key = keys[sort];
  return [...agents].sort((one, other) => key(one) - key(other) || (one.id < other.id ? -1 : 1));
}
