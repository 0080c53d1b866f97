import { type Decision, type Tally, type TargetDecision, type VoteView } from './model.js';

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** `1 of 3 agents says up, 2 needed; fra: timeout, ams: refused` */
export function verdictReason(target: Omit<TargetDecision, 'reason'>): string {
  const { held, override, service, verdict, tally, votes } = target;
  const parts = [
    ...(override
      ? [`${service.replace('_', ' ')} by ${override.who}: ${override.why}`]
      : service === 'disabled'
        ? ['disabled']
        : []),
    tally.electorate < Math.max(1, tally.enough) ? silenceText(votes, tally) : countText(tally),
    ...against(votes),
    ...(held === null ? [] : [HELD_TEXT[held](verdict)]),
  ];
  return parts.join('; ');
}

const HELD_TEXT: Record<NonNullable<TargetDecision['held']>, (verdict: string) => string> = {
  undecided: (verdict) => `hangs on missing votes, so it stays ${verdict}`,
  silence: (verdict) => `held ${verdict} while nobody can say`,
  provisional: (verdict) => `not confirmed since the start, so it stays ${verdict}`,
  brake: () => 'answered all the same, as the brake is on',
};

function countText({ up, missing, electorate, needed, aside }: Tally): string {
  const agents = electorate === 1 ? 'agent' : 'agents';
  const count = `${up} of ${electorate} ${agents} ${up === 1 || electorate === 1 ? 'says' : 'say'} up, ${needed} needed`;
  return [count, ...(missing > 0 ? [`${missing} missing`] : []), ...(aside > 0 ? [`${aside} set aside`] : [])].join(', ');
}

function silenceText(votes: readonly VoteView[], { electorate, enough }: Tally): string {
  if (votes.length === 0) return 'no report yet';
  if (electorate > 0) return `only ${electorate} ${electorate === 1 ? 'agent votes' : 'agents vote'}, at least ${enough} needed`;
  return `no fresh report; ${votes.map(lastWords).join(', ')}`;
}

function lastWords(vote: VoteView): string {
  if (vote.ageMs === null)
    return `${vote.agent}: ${vote.reason === null ? 'no evidence yet' : `could not check (${vote.reason})`}`;
  return `${vote.agent}: silent for ${seconds(vote.ageMs)}`;
}

const against = (votes: readonly VoteView[]): string[] => {
  const down = votes.filter((vote) => vote.value === 'down' && vote.aside === null);
  return down.length === 0 ? [] : [down.map((vote) => `${vote.agent}: ${vote.reason ?? 'failed'}`).join(', ')];
};

/** `1 of 2 targets up, answering 192.0.2.11 (192.0.2.10:443 down: …)` */
export function decisionLine(decision: Omit<Decision, 'reason'>): string {
  const { targets } = decision;
  const up = targets.filter((target) => target.inForce).length;
  const troubled = targets.filter((target) => target.verdict !== 'up' || target.held !== null || target.override !== null);
  const why = troubled.map((target) => `${targetName(target)} ${target.verdict}: ${target.reason}`).join(' | ');
  return `${up} of ${targets.length} ${targets.length === 1 ? 'target' : 'targets'} up, answering ${answerText(decision)}${why ? ` (${why})` : ''}`;
}

const SOURCE_TEXT: Record<Decision['source'], string> = {
  targets: '',
  fallback: 'fallback ',
  all_targets: 'every target ',
  last_good: 'the last good ',
  nodata: 'no address',
  servfail: 'SERVFAIL',
};

/** `192.0.2.11`, `fallback 192.0.2.254`, `SERVFAIL` */
export const answerText = ({ source, addresses }: Pick<Decision, 'source' | 'addresses'>): string =>
  `${SOURCE_TEXT[source]}${addresses.join(' ')}`;

/** `192.0.2.10:443`, `[2001:db8::1]:443`, or the bare address where there is no port. */
export function targetName({ ip, port }: { ip: string; port: number | null }): string {
  if (port === null) return ip;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
