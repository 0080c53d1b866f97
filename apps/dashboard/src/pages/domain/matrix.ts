import type { DomainAgent, DomainDetail, TargetDecision, Vote } from '../../api/types.js';
import { isSplit } from './sentence.js';

/** Above so many agents a vote is one mark. */
export const MOST_FULL = 8;
/** Above so many only agents that dissent or have no vote have a column. */
export const MOST_COMPACT = 40;

export interface Column {
  agent: string;
  /** Its tags, or what is wrong with it. */
  note: string;
  /** Its votes do not count. */
  aside: boolean;
}

export interface Cell {
  agent: string;
  kind: 'up' | 'down' | 'none';
  /** `up`, `down`, `silent`, `no vote` */
  word: string;
  /** Why it failed, or could not be checked; null: neither. */
  reason: string | null;
  latencyMs: number | null;
  ageMs: number | null;
  /** From before the start of the master: how old it is, is not known. */
  provisional: boolean;
  /** It counts, and says something else than the verdict. */
  differs: boolean;
  vote: Vote | null;
}

export interface Row {
  target: TargetDecision;
  cells: Cell[];
  /** Agents without a column. */
  agree: number;
}

export interface Matrix {
  compact: boolean;
  columns: Column[];
  rows: Row[];
}

/** Targets by agents, as the page shows them. */
export function matrixOf({ agents, targets }: Pick<DomainDetail, 'agents' | 'targets'>): Matrix {
  const known = new Map(agents.map((agent) => [agent.id, agent]));
  const heard = targets.flatMap(({ votes }) => votes.map(({ agent }) => agent));
  const ids = [...new Set([...known.keys(), ...heard])].sort();
  const whole = targets.map((target) => ({ target, cells: cellsOf(target, ids) }));
  const shown =
    ids.length <= MOST_COMPACT
      ? ids
      : ids.filter((_, index) => whole.some(({ cells }) => cells[index]?.differs || cells[index]?.kind === 'none'));
  const places = shown.map((id) => ids.indexOf(id));
  return {
    compact: ids.length > MOST_FULL,
    columns: shown.map((id) => columnOf(id, known.get(id), targets)),
    rows: whole.map(({ target, cells }) => ({
      target,
      cells: places.flatMap((place) => cells[place] ?? []),
      agree: ids.length - shown.length,
    })),
  };
}

function cellsOf(target: TargetDecision, ids: readonly string[]): Cell[] {
  const votes = new Map(target.votes.map((vote) => [vote.agent, vote]));
  return ids.map((agent) => cellOf(agent, votes.get(agent) ?? null));
}

function cellOf(agent: string, vote: Vote | null): Cell {
  const {
    value = 'unknown',
    reason = null,
    latency_ms: latencyMs = null,
    age_ms: ageMs = null,
    provisional = false,
  } = vote ?? {};
  const kind = value === 'up' || value === 'down' ? value : 'none';
  const word = kind !== 'none' ? kind : ageMs !== null ? 'silent' : 'no vote';
  return {
    agent,
    kind,
    word,
    reason,
    latencyMs,
    ageMs,
    provisional,
    differs: vote !== null && vote.differs && vote.counts,
    vote,
  };
}

function columnOf(agent: string, known: DomainAgent | undefined, targets: readonly TargetDecision[]): Column {
  if (known === undefined) return { agent, note: 'no agent of this domain', aside: true };
  const { state, tags, set_aside } = known;
  if (state === 'lost') return { agent, note: 'lost, set aside', aside: true };
  if (set_aside !== null) return { agent, note: 'set aside', aside: true };
  if (state === 'unseen') return { agent, note: 'not since the start', aside: !targets.some(hasVoteOf(agent)) };
  if (state === 'suspect') return { agent, note: 'silent', aside: false };
  return { agent, note: tags.join(', '), aside: false };
}

/** Targets that are looked at. */
export const looked = (targets: readonly TargetDecision[]): TargetDecision[] =>
  targets.filter(({ service }) => service !== 'disabled');

const hasVoteOf =
  (agent: string) =>
  ({ votes }: TargetDecision): boolean =>
    votes.some((vote) => vote.agent === agent && vote.counts);

/** `needs 3 up of 5`, when that is so for every target; else null. */
export function commonNeed(targets: readonly TargetDecision[]): string | null {
  const needs = new Set(looked(targets).map(({ tally }) => `needs ${tally.needed} up of ${tally.electorate}`));
  const [need] = needs;
  return needs.size === 1 && need !== undefined ? need : null;
}

/** `1 of 5 agents disagrees about 192.0.2.11` */
export function dissentNote({ rows }: Matrix): string {
  const dissent = rows.flatMap(({ target, cells }) => {
    const agents = cells.filter(({ differs }) => differs).map(({ agent }) => agent);
    return agents.length === 0 ? [] : [{ target, agents }];
  });
  const [first] = dissent;
  if (first === undefined) return rows.some(({ cells }) => cells.some(({ kind }) => kind !== 'none')) ? 'no agent disagrees' : '';
  const agents = new Set(dissent.flatMap(({ agents }) => agents));
  const word = agents.size === 1 ? 'disagrees' : 'disagree';
  if (dissent.length > 1)
    return `${agents.size} ${agents.size === 1 ? 'agent' : 'agents'} ${word} about ${dissent.length} targets`;
  const { tally, ip } = first.target;
  return `${agents.size} of ${tally.electorate} ${tally.electorate === 1 ? 'agent' : 'agents'} ${word} about ${ip}`;
}

/** What the verdict’s column says: the word, the sign, and the arithmetic. */
export function verdictWords(target: TargetDecision): { word: string; sign: 'up' | 'down' | 'none' | 'pin'; sum: string } {
  const { verdict, held, service, tally } = target;
  const count = `${tally.up} up of ${tally.electorate}`;
  const missing = tally.missing > 0 ? `, ${tally.missing} missing` : '';
  if (service === 'disabled') return { word: 'disabled', sign: 'pin', sum: 'not checked' };
  if (service !== 'in') return { word: SERVICES[service] ?? service, sign: 'pin', sum: `really ${verdict}, ${count}${missing}` };
  const sign = verdict === 'up' || verdict === 'down' ? verdict : 'none';
  return { word: held === null ? verdict : `${verdict}, held`, sign, sum: `${count}${missing}` };
}

/** Words for what the config or an operator made of a target. */
export const SERVICES: Readonly<Record<string, string>> = {
  maintenance: 'maintenance',
  drain: 'drained',
  forced_up: 'forced up',
  forced_down: 'forced down',
  disabled: 'disabled',
};

/** What stands under a target’s address. */
export function placeOf(target: TargetDecision, targets: readonly TargetDecision[]): string {
  const { answered, service, in_force, priority } = target;
  const tier = targets.some((other) => other.priority !== priority) ? `priority ${priority}, ` : '';
  if (answered) return `${tier}answered`;
  if (service !== 'in') return `${tier}left out: ${SERVICES[service] ?? service}`;
  if (!in_force) return `${tier}left out`;
  if (isSplit(target, targets)) return `${tier}up, but not on each port`;
  return `${tier}${targets.some((other) => other.answered) ? 'up, not needed now' : 'up, but too few are'}`;
}
