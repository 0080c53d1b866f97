import { type BoundDto } from '@failover-dns/contracts';
import { type AddressType, type Bound, type Decision, explainLines, pathFaults, targetName } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { type FailoverTime } from '../health/failover-times.js';

export const boundView = (bound: Bound): BoundDto => ({
  first_look_ms: bound.firstLookMs,
  confirm_ms: bound.confirmMs,
  check_ms: bound.checkMs,
  report_ms: bound.reportMs,
  decision_ms: bound.decisionMs,
  detect_ms: bound.detectMs,
  ttl_ms: bound.ttlMs,
  total_ms: bound.totalMs,
});

/** The proof, with what the decision itself does not know: broken paths, the bound, and what was measured. */
export function explanationText(
  decision: Decision,
  domain: DomainConfig,
  types: readonly AddressType[],
  bound: Bound,
  measured: readonly FailoverTime[],
  tagsOf: (agent: string) => readonly string[],
): string[] {
  const paths = decision.targets.flatMap((target) =>
    pathFaults(target.votes, tagsOf).map(
      (tag) => `path fault: every agent with the tag ${tag} calls ${targetName(target)} down, every other calls it up`,
    ),
  );
  return [...explainLines(decision, domain.zone, types), ...paths, boundLine(bound), ...measuredLines(domain, measured)];
}

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(2))} s`;

function boundLine(bound: Bound): string {
  const { firstLookMs, confirmMs, checkMs, reportMs, decisionMs, detectMs, ttlMs, totalMs } = bound;
  const parts = [
    `${seconds(firstLookMs)} first look`,
    `${seconds(confirmMs)} to confirm`,
    `${seconds(checkMs)} check timeout`,
    `${seconds(reportMs)} report`,
    `${seconds(decisionMs)} decision`,
  ];
  return `failover takes at most ${seconds(detectMs)} (${parts.join(' + ')}), and TTL ${seconds(ttlMs)} more behind a cache: ${seconds(totalMs)}`;
}

function measuredLines({ targets }: DomainConfig, measured: readonly FailoverTime[]): string[] {
  const last = measured.at(-1);
  const target = last && targets[last.target];
  if (last === undefined || target === undefined) return [];
  return [`measured last: ${seconds(last.ms)} from the first failed check, ${targetName(target)} at ${last.at.toISOString()}`];
}
