import { type Path } from '@failover-dns/config';
import { type AgentConfig, type DomainConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { servingAgents } from '../serving.js';

/** Faults where a domain asks for more votes, or more targets, than there can ever be. `path` is the domain's. */
export function checkNumbers(domain: DomainConfig, agents: readonly AgentConfig[], path: Path, report: Report): void {
  checkAgents(domain, agents, path, report);
  const { minHealthy } = domain.rules;
  const addresses = new Set(domain.targets.map(({ ip }) => ip)).size;
  const targets = [...path, 'monitor', 'targets'];
  if (minHealthy > addresses && addresses > 0) {
    const there = `at most ${addresses}, the addresses of the targets on line ${report.line(targets)}`;
    report.fault([...path, 'server', 'min_healthy'], String(minHealthy), there);
  }
}

function checkAgents({ rules, ...domain }: DomainConfig, agents: readonly AgentConfig[], path: Path, report: Report): void {
  const serving = servingAgents(domain, agents);
  if (serving === undefined) return;
  const names = serving.map(({ id }) => id).join(', ');
  const line = report.line(['agents']);
  const expected =
    names === ''
      ? `an agent with one of its tags (${domain.tags.join(', ')}), which none on line ${line} has`
      : `at most ${serving.length}, the agents on line ${line} that serve it (${names})`;
  const check = (key: string, needed: number) => {
    if (needed > Math.max(1, serving.length)) report.fault([...path, 'server', key], String(needed), expected);
  };
  if (rules.quorum !== null && 'votes' in rules.quorum) check('quorum', rules.quorum.votes);
  check('min_agents', rules.minAgents);
}
