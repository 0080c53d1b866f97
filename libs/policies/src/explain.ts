import { isIpv6 } from './draw.js';
import { type Decision, type TargetDecision, type VoteView } from './model.js';
import { answerText, targetName } from './reasons.js';

export type AddressType = 'A' | 'AAAA';
export const ADDRESS_TYPES: readonly AddressType[] = ['A', 'AAAA'];

/** The records of a decision, in presentation format; drawn ones all. */
export const recordsOf = ({ domain, addresses, ttl }: Decision, type: AddressType): string[] =>
  addresses
    .filter((address) => isIpv6(address) === (type === 'AAAA'))
    .map((address) => `${domain}. ${ttl} IN ${type} ${address}`);

/** `3 s`, `2 min`, `5 h`, `3 days` */
export function duration(ms: number): string {
  const steps: [number, number, string][] = [
    [120_000, 1000, 's'],
    [7_200_000, 60_000, 'min'],
    [172_800_000, 3_600_000, 'h'],
  ];
  for (const [below, unit, name] of steps) if (ms < below) return `${Math.round(ms / unit)} ${name}`;
  return `${Math.round(ms / 86_400_000)} days`;
}

/** The decision as a proof: targets, each agent's vote, the arithmetic, overrides, the selection, the TTL, the records. */
export function explainLines(decision: Decision, zone: string, types: readonly AddressType[] = ADDRESS_TYPES): string[] {
  const { tags, brake } = decision;
  return [
    `${decision.domain} is ${decision.state}${tags.length > 0 ? ` (${tags.join(', ')})` : ''}, answering ${answerText(decision)} with TTL ${decision.ttl}`,
    `zone ${zone}, policy ${decision.policy}`,
    ...(brake ? [`brake on: ${brake.why}`] : []),
    ...(decision.targets.length === 0 ? ['no targets'] : decision.targets.flatMap(targetLines)),
    `selection: ${decision.selection}`,
    `TTL ${decision.ttl}, from ${decision.ttlFrom}`,
    ...types.flatMap((type) => answerLines(decision, type)),
  ];
}

function targetLines(target: TargetDecision): string[] {
  const { override } = target;
  const held = target.held === null ? '' : `, held (${target.held})`;
  const width = Math.max(0, ...target.votes.map(({ agent }) => agent.length));
  return [
    `target ${targetName(target)}: ${target.verdict} for ${duration(target.forMs)}${held}, ${target.answered ? 'answered' : 'not answered'}`,
    ...target.votes.map((vote) => `  ${voteLine(vote, width)}`),
    `  ${arithmetic(target)}`,
    ...(override ? [`  ${target.service.replace('_', ' ')} by ${override.who}: ${override.why}`] : []),
    ...(target.service === 'disabled' ? ['  disabled in the config'] : []),
  ];
}

function voteLine(vote: VoteView, width: number): string {
  const facts = [
    vote.ageMs === null ? 'no evidence yet' : `${duration(vote.ageMs)} ago`,
    ...(vote.failures > 0 ? [`${vote.failures} recent ${vote.failures === 1 ? 'failure' : 'failures'}`] : []),
    ...(vote.value === 'down' && vote.successes > 0 ? [`${vote.successes} ok in a row`] : []),
    ...(vote.value === 'up' && vote.latencyMs !== null ? [`${vote.latencyMs} ms`] : []),
    ...(vote.reason === null ? [] : [vote.reason]),
    ...(vote.provisional ? ['from before the start'] : []),
    ...(vote.aside === null ? [] : [`set aside: ${vote.aside}`]),
    ...(vote.countsDespite === null ? [] : [`not set aside, as too few others vote: ${vote.countsDespite}`]),
  ];
  return `${vote.agent.padEnd(width)}  ${vote.value.padEnd(7)}  ${facts.join(', ')}`;
}

/** `u=1 d=1 m=1 n=3 k=2: u < k, u + m ≥ k → hangs on missing votes, stays up` */
function arithmetic({ tally, verdict, held }: TargetDecision): string {
  const { up, down, missing, electorate, needed, enough } = tally;
  const counts = `u=${up} d=${down} m=${missing} n=${electorate} k=${needed}`;
  if (electorate < Math.max(1, enough)) {
    const end = held === null ? verdict : `stays ${verdict} (${held})`;
    return `${counts}: n < ${Math.max(1, enough)}, too few agents vote → ${end}`;
  }
  if (up >= needed) return `${counts}: u ≥ k → up`;
  if (up + missing < needed) return `${counts}: u + m < k → down`;
  return `${counts}: u < k and u + m ≥ k, it hangs on missing votes → stays ${verdict}`;
}

function answerLines(decision: Decision, type: AddressType): string[] {
  const records = recordsOf(decision, type);
  if (decision.source === 'servfail') return [`${type}: SERVFAIL`];
  if (records.length > 0) {
    const drawn = decision.maxAnswers !== null && decision.maxAnswers < records.length;
    return [...records, ...(drawn ? [`  of these ${decision.maxAnswers} in each answer${byWeight(decision, type)}`] : [])];
  }
  if (decision.addresses.length === 0) return [`${type}: NODATA: ${decision.selection}`];
  const family = type === 'A' ? 'IPv4' : 'IPv6';
  return [`${type}: NODATA, as no ${family} address is answered (both families are decided together)`];
}

/** `, drawn by weight: 192.0.2.10 3 of 4, 192.0.2.11 1 of 4` */
function byWeight({ addresses, weights }: Decision, type: AddressType): string {
  if (weights === null) return '';
  const own = addresses.flatMap((address, index) =>
    isIpv6(address) === (type === 'AAAA') ? [{ address, weight: weights[index] ?? 0 }] : [],
  );
  const sum = own.reduce((total, { weight }) => total + weight, 0);
  return `, drawn by weight: ${own.map(({ address, weight }) => `${address} ${weight} of ${sum}`).join(', ')}`;
}
