import { type Path, rules } from '@failover-dns/config';
import { canonicalAddress } from '../address.js';
import { type AgentConfig, type DomainConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { type DomainSection } from '../sections/domain.section.js';
import { checkNumbers } from './electorate.js';
import { compileRules } from './rules.js';
import { compileTargets } from './targets.js';

/** What a domain takes from around it. */
export interface Surroundings {
  zone: string;
  ttl: number;
  fallbackTtl: number | undefined;
  agents: readonly AgentConfig[];
}

export function compileDomain(
  section: DomainSection,
  name: string,
  around: Surroundings,
  path: Path,
  report: Report,
): DomainConfig {
  const { server, monitor, agent } = section;
  const ttl = section.ttl ?? around.ttl;
  const domain: DomainConfig = {
    name,
    zone: around.zone,
    rtoMs: server.rto_sec === undefined ? null : server.rto_sec * 1000,
    ttl,
    fallbackTtl: section.fallback_ttl ?? around.fallbackTtl ?? ttl,
    fallback: compileFallback(section, path, report),
    rules: compileRules(server, [...path, 'server'], report),
    ...compileTargets(monitor, [...path, 'monitor'], report),
    check: { type: monitor.checks[0]?.mode ?? monitor.mode },
    tags: rules.splitTags(monitor.monitor_tag),
    agent: {
      intervalSec: agent.interval_sec,
      timeoutSec: agent.timeout_sec,
      fastIntervalSec: agent.fast_interval_sec,
      token: agent.token,
    },
  };
  checkNumbers(domain, around.agents, path, report);
  return domain;
}

function compileFallback({ fallback, server }: DomainSection, path: Path, report: Report): string[] {
  const panics = server.min_healthy > 0 && server.panic === 'fallback';
  if (fallback === undefined && (server.all_down === 'fallback' || panics)) {
    const key = server.all_down === 'fallback' ? 'all_down' : 'panic';
    const line = report.isSet([...path, 'server', key]) ? ` on line ${report.line([...path, 'server', key])}` : '';
    const hint = `server.${key} is fallback${line || ', the default'}`;
    report.fault([...path, 'fallback'], 'nothing', 'an IPv4 or IPv6 address, or a list of these (at least 1)', hint);
  }
  const seen = new Set<string>();
  fallback?.forEach((ip, index) => {
    if (ip === undefined) return;
    const address = canonicalAddress(ip);
    if (seen.has(address)) report.fault([...path, 'fallback', index], `${address} again`, 'each address once');
    seen.add(address);
  });
  return [...seen];
}
