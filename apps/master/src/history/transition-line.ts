import { answerText, type Decision, type TargetDecision, targetName } from '@failover-dns/policies';
import { type Standing } from '../health/standing.js';

/** `webmail.failover: 192.0.2.10:443 down (0 of 1 agent says up, 1 needed; fra: refused) → answering 192.0.2.11, TTL 5` */
export function transitionLine(decision: Decision, previous: Standing): string {
  const changed = decision.targets.flatMap((target, index) => [
    ...(target.verdict === previous.verdicts[index] ? [] : [`${targetName(target)} ${target.verdict} (${target.reason})`]),
    ...(target.service === previous.services[index] ? [] : [serviceText(target)]),
  ]);
  const answer = answerText(decision);
  const same = answer === answerText(previous);
  const what = changed.join(', ') || `${decision.state}, ${decision.selection}`;
  return `${decision.domain}: ${what} → ${same ? 'still ' : ''}answering ${answer}, TTL ${decision.ttl}`;
}

function serviceText(target: TargetDecision): string {
  const { override, service } = target;
  if (service === 'in') return `${targetName(target)} back in service`;
  const word = service.replace('_', ' ');
  return `${targetName(target)} ${word}${override ? ` (by ${override.who}: ${override.why})` : ''}`;
}
