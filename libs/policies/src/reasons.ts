import { type Decision, type Tally, type VerdictValue, type VoteView } from './model.js';

/** `1 of 3 agents says up, 2 needed; fra: timeout, ams: refused` */
export function verdictReason(value: VerdictValue, { up, electorate, needed }: Tally, votes: readonly VoteView[]): string {
  if (value === 'unknown') return votes.length === 0 ? 'no report yet' : `no fresh report; ${votes.map(lastWords).join(', ')}`;
  const count = `${up} of ${electorate} ${electorate === 1 ? 'agent says' : 'agents say'} up, ${needed} needed`;
  const against = votes.filter((vote) => vote.value === 'down').map((vote) => `${vote.agent}: ${vote.reason ?? 'failed'}`);
  return [count, ...(against.length > 0 ? [against.join(', ')] : [])].join('; ');
}

function lastWords(vote: VoteView): string {
  if (vote.ageMs === null) return `${vote.agent}: could not check (${vote.reason ?? 'no reason given'})`;
  return `${vote.agent}: silent for ${Math.round(vote.ageMs / 1000)} s`;
}

export const selectionText = (source: Decision['source'], because: string): string =>
  source === 'targets' ? because : 'no target is up, so the fallback addresses';

/** `1 of 2 targets up, answering 192.0.2.11 (192.0.2.10:443 down: …)` */
export function decisionLine(decision: Omit<Decision, 'reason'>): string {
  const { targets, addresses, source } = decision;
  const up = targets.filter((target) => target.verdict === 'up').length;
  const troubled = targets.filter((target) => target.verdict !== 'up');
  const answer = `${source === 'fallback' ? 'fallback ' : ''}${addresses.join(' ') || 'nothing'}`;
  const why = troubled.map((target) => `${targetName(target)} ${target.verdict}: ${target.reason}`).join(' | ');
  return `${up} of ${targets.length} ${targets.length === 1 ? 'target' : 'targets'} up, answering ${answer}${why ? ` (${why})` : ''}`;
}

/** `192.0.2.10:443`, `[2001:db8::1]:443`, or the bare address where there is no port. */
export function targetName({ ip, port }: { ip: string; port: number | null }): string {
  if (port === null) return ip;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
