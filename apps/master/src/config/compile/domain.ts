import { type Path, rules } from '@failover-dns/config';
import { type Rules } from '@failover-dns/policies';
import { canonicalAddress } from '../address.js';
import { type DomainConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { type DomainSection, type ServerSection } from '../sections/domain.section.js';
import { lintDomain } from './lints.js';
import { compileTargets } from './targets.js';

export interface ZoneTtls {
  name: string;
  ttl: number;
  fallback_ttl: number | undefined;
}

export function compileDomain(section: DomainSection, name: string, zone: ZoneTtls, path: Path, report: Report): DomainConfig {
  const { server, monitor, agent } = section;
  const ttl = section.ttl ?? zone.ttl;
  lintDomain(section, path, report);
  return {
    name,
    zone: zone.name,
    rtoMs: null,
    ttl,
    fallbackTtl: section.fallback_ttl ?? zone.fallback_ttl ?? ttl,
    fallback: compileFallback(section, path, report),
    rules: compileRules(server, [...path, 'server'], report),
    targets: compileTargets(monitor, [...path, 'monitor'], report),
    check: { type: monitor.mode },
    tags: rules.splitTags(monitor.monitor_tag),
    agent: { intervalSec: agent.interval_sec, timeoutSec: agent.timeout_sec, fastIntervalSec: undefined, token: agent.token },
  };
}

function compileFallback({ fallback = [] }: DomainSection, path: Path, report: Report): string[] {
  const seen = new Set<string>();
  fallback.forEach((ip, index) => {
    if (ip === undefined) return;
    const address = canonicalAddress(ip);
    if (seen.has(address)) report.fault([...path, 'fallback', index], `${address} again`, 'each address once');
    seen.add(address);
  });
  return [...seen];
}

function compileRules({ policy, timeout_sec, rise, fall, window = fall }: ServerSection, path: Path, report: Report): Rules {
  if (window < fall && !report.isBroken([...path, 'fall'])) {
    const hint = `with fewer results than fall (${fall}) a target could never go down`;
    report.fault([...path, 'window'], String(window), `at least fall, ${fall}`, hint);
  }
  return {
    policy,
    timeoutMs: timeout_sec * 1000,
    rise,
    fall,
    window,
    quorum: null,
    minAgents: 1,
    onSilence: 'fallback',
    agentGraceMs: Math.max(5 * timeout_sec, 300) * 1000,
    coldStart: 'fallback',
    allDown: 'fallback',
    minHealthy: 0,
    panic: 'all',
    select: policy === 'priority' ? 'priority' : 'all',
    maxAnswers: null,
    failback: 'auto',
    attribution: 'auto',
  };
}
