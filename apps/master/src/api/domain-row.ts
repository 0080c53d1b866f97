import { type DomainRowDto } from '@failover-dns/contracts';
import { type Decision, summaryLine, targetName, type Trouble, troubleOf } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { type Span, type SpanState } from '../history/state-spans.js';

/** What is known of a domain beside its decision. */
export interface Past {
  current: { at: number; before: SpanState | null };
  spans: readonly Span[];
  /** Before they were thinned. */
  count: number;
}

/** A domain in one row, and what is the matter with it (null: nothing). */
export function rowOf(
  domain: DomainConfig,
  decision: Decision,
  { current, spans, count: spanCount }: Past,
): { row: DomainRowDto; trouble: Trouble | null } {
  const { state, addresses, source, ttl, policy, targets } = decision;
  const trouble = state === 'healthy' ? null : troubleOf(decision);
  const inService = targets.filter(({ service }) => service === 'in' || service === 'forced_up');
  const count = (wanted: string): number => targets.filter(({ service }) => service === wanted).length;
  const row: DomainRowDto = {
    domain: domain.name,
    zone: domain.zone,
    state,
    since: new Date(current.at).toISOString(),
    before: current.before,
    reason: summaryLine(decision, trouble ?? undefined),
    addresses: [...addresses],
    source,
    ttl,
    up: inService.filter(({ inForce }) => inForce).length,
    in_service: inService.length,
    total: targets.length,
    targets: targets.map(targetName),
    overrides: {
      maintenance: count('maintenance'),
      drain: count('drain'),
      force_up: count('forced_up'),
      force_down: count('forced_down'),
    },
    tags: [...domain.tags],
    check: domain.check.type,
    policy,
    failing: inService.filter(({ verdict }) => verdict !== 'up').map(targetName),
    spans: spans.map(({ at, state: was }) => ({ at, state: was })),
    span_count: spanCount,
  };
  return { row, trouble };
}
