import type { DomainDetail, TargetDecision, Vote } from '../api/types.js';

export const vote = (agent: string, value: 'up' | 'down' | 'unknown', over: Partial<Vote> = {}): Vote => ({
  agent,
  value,
  age_ms: 1000,
  failures: value === 'down' ? 1 : 0,
  successes: value === 'up' ? 1 : 0,
  latency_ms: value === 'up' ? 8 : null,
  reason: value === 'down' ? 'refused' : null,
  provisional: false,
  set_aside: null,
  counts_despite: null,
  counts: value !== 'unknown',
  differs: false,
  results: value === 'down' ? 'x' : 'o',
  ...over,
});

/** A target whose votes are `votes`: by quorum, as the master counts. */
export function target(ip: string, votes: readonly Vote[], over: Partial<TargetDecision> = {}): TargetDecision {
  const up = votes.filter(({ value, counts }) => value === 'up' && counts).length;
  const down = votes.filter(({ value, counts }) => value === 'down' && counts).length;
  const needed = Math.floor((up + down) / 2) + 1;
  const verdict = up + down === 0 ? 'unknown' : up >= needed ? 'up' : 'down';
  return {
    ip,
    port: 443,
    priority: 0,
    weight: 1,
    verdict,
    for_ms: 60_000,
    held: null,
    service: 'in',
    in_force: verdict === 'up',
    answered: verdict === 'up',
    reason: '',
    tally: { up, down, missing: 0, electorate: up + down, needed, enough: 1, set_aside: 0 },
    votes: votes.map((one) => ({ ...one, differs: one.value !== 'unknown' && one.value !== verdict })),
    path_faults: [],
    ...over,
  };
}

export function detail(targets: readonly TargetDecision[], over: Partial<DomainDetail> = {}): DomainDetail {
  const addresses = targets.filter(({ answered }) => answered).map(({ ip }) => ip);
  const ids = [...new Set(targets.flatMap(({ votes }) => votes.map(({ agent }) => agent)))];
  const isUp = addresses.length > 0;
  return {
    domain: 'webmail.failover',
    zone: 'failover',
    state: isUp ? 'degraded' : 'fallback',
    tags: [],
    policy: 'quorum',
    addresses: isUp ? addresses : ['192.0.2.254'],
    weights: null,
    max_answers: null,
    source: isUp ? 'targets' : 'fallback',
    cause: isUp ? 'up' : 'all_down',
    ttl: 5,
    ttl_from: 'ttl',
    tier: null,
    selection: 'every target that is up',
    reason: '',
    holds_until: null,
    brake: null,
    targets: [...targets],
    since: '2026-01-02T03:00:00.000Z',
    summary: '',
    fallback: ['192.0.2.254'],
    fallback_ttl: 30,
    answer: addresses.map((address) => `webmail.failover. 5 IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`),
    check: {
      types: ['tls'],
      interval_sec: 5,
      timeout_sec: 2,
      fast_interval_sec: null,
      vote_timeout_sec: 15,
      rise: 1,
      fall: 2,
      window: 2,
      on_silence: 'fallback',
      quorum: null,
    },
    agents: ids.map((id) => ({ id, state: 'active', tags: ['eu'], last_seen: '2026-01-02T03:04:00.000Z', set_aside: null })),
    overrides: [],
    bound: {
      first_look_ms: 5000,
      confirm_ms: 5000,
      check_ms: 2000,
      report_ms: 200,
      decision_ms: 100,
      detect_ms: 12_300,
      ttl_ms: 5000,
      total_ms: 17_300,
    },
    measured: [],
    ...over,
  };
}
