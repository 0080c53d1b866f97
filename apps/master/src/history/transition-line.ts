import { answerText, type Decision, type TargetDecision, targetName } from '@failover-dns/policies';
import { type Standing } from '../health/standing.js';

/** `webmail.failover: 192.0.2.10:443 down (quorum 1 of 3 up, needs 2; fra: timeout 3/3, ams: refused 3/3) → answering 192.0.2.11, TTL 5` */
export function transitionLine(decision: Decision, previous: Standing): string {
  const changed = decision.targets.flatMap((target, index) => [
    ...(target.verdict === previous.verdicts[index]
      ? []
      : [`${targetName(target)} ${target.verdict} (${whyText(target, decision.policy)})`]),
    ...(target.service === previous.services[index] ? [] : [serviceText(target)]),
  ]);
  const answer = answerText(decision);
  const same = answer === answerText(previous);
  const what = changed.join(', ') || `${decision.state}, ${decision.selection}`;
  return `${decision.domain}: ${what} → ${same ? 'still ' : ''}answering ${answer}, TTL ${decision.ttl}`;
}

/** The arithmetic, and who says down with how many of the last results; where nobody counts, the reason in words. */
function whyText({ tally, held, votes, reason }: TargetDecision, policy: Decision['policy']): string {
  const { up, missing, electorate, needed, enough, aside } = tally;
  if (held !== null || electorate < Math.max(1, enough)) return reason;
  const against = votes.filter(({ value, aside: ignored }) => value === 'down' && ignored === null);
  const count = [
    `${policy} ${up} of ${electorate} up`,
    `needs ${needed}`,
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(aside > 0 ? [`${aside} set aside`] : []),
  ];
  const who = against.map(
    ({ agent, reason: why, failures, recent }) => `${agent}: ${why ?? 'failed'} ${failures}/${recent.length}`,
  );
  return [count.join(', '), ...(who.length > 0 ? [who.join(', ')] : [])].join('; ');
}

function serviceText(target: TargetDecision): string {
  const { override, service } = target;
  if (service === 'in') return `${targetName(target)} back in service`;
  const word = service.replace('_', ' ');
  return `${targetName(target)} ${word}${override ? ` (by ${override.who}: ${override.why})` : ''}`;
}
