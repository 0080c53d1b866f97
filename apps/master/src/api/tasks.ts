import { rules } from '@failover-dns/config';
import { type TaskDto } from '@failover-dns/contracts';
import { targetKey } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { tokenCheck } from '../config/token.js';

/** What an agent with this token and these tags is asked to check. */
export function tasksFor(domains: Iterable<DomainConfig>, token: string | undefined, tags: readonly string[]): TaskDto[] {
  const serves = tokenCheck(token);
  return [...domains]
    .filter(({ agent }) => agent.token === undefined || serves(agent.token))
    .filter((domain) => sharesTag(domain, tags))
    .flatMap(tasksOf);
}

const sharesTag = (domain: DomainConfig, tags: readonly string[]): boolean =>
  domain.tags.length === 0 || domain.tags.some((tag) => tags.includes(tag));

function tasksOf(domain: DomainConfig): TaskDto[] {
  return domain.targets.map((target) => ({
    check_name: `${domain.name}:${targetKey(target)}`,
    domain: domain.name,
    target_ip: target.ip,
    port: target.port,
    type: domain.check.type,
    timeout_sec: domain.agent.timeoutSec,
    interval_sec: domain.agent.intervalSec,
  }));
}

/** `?tags=a,b` or `?tags=a&tags=b` */
export const tagsOf = (query: string | string[] | undefined): string[] => rules.splitTags([query ?? []].flat());
