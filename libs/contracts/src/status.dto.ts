import { ListField, SentField } from './fields.js';
import { ReportDto } from './report.dto.js';

export class AgentStatusDto {
  @SentField({ description: 'name of the agent', example: 'fra-1' }, { type: String })
  agent_id: string;

  @SentField(
    { description: 'targets of this domain that the agent reported about', example: ['192.0.2.10'] },
    { type: String, isArray: true },
  )
  checked_ips: string[];

  @SentField(
    { description: 'when its last report about this domain arrived', example: '2026-01-02T03:04:05.700Z', nullable: true },
    { type: String, format: 'date-time' },
  )
  last_seen: string | null;
}

export class DomainSummaryDto {
  @SentField({ description: 'fully qualified name, without the final dot', example: 'webmail.failover' }, { type: String })
  domain: string;

  @SentField({ description: 'targets that are answered now', example: ['192.0.2.10'] }, { type: String, isArray: true })
  live_ips: string[];

  @SentField({ description: 'true when the fallback addresses are answered', example: false }, { type: Boolean })
  using_fallback: boolean;

  @SentField(
    { description: 'addresses answered when no target is up', example: ['192.0.2.254'] },
    { type: String, isArray: true },
  )
  fallback_ips: string[];

  @ListField(() => AgentStatusDto, { description: 'agents that reported about this domain' })
  agents: AgentStatusDto[];

  @SentField(
    { description: 'when the last report about this domain arrived', example: '2026-01-02T03:04:05.700Z', nullable: true },
    { type: String, format: 'date-time' },
  )
  last_updated: string | null;
}

/** Why a master that serves is not at its best. */
export class DegradedDto {
  @SentField(
    { description: 'one word: no_agents, config_refused, storage_failing, brake, provisional …', example: 'config_refused' },
    { type: String },
  )
  code: string;

  @SentField({ description: 'since when', example: '2026-01-02T03:04:05.700Z' }, { type: String, format: 'date-time' })
  since: string;

  @SentField(
    {
      description: 'what is the matter, and what to do',
      example:
        'config.yaml has 1 fault; the config of 2026-01-02T03:04:05.000Z is in force: mend the file, which `failover check` explains',
    },
    { type: String },
  )
  message: string;
}

/** Reply to `GET /api/v1/status`. */
export class StatusDto {
  @ListField(() => DomainSummaryDto, { description: 'every domain' })
  status: DomainSummaryDto[];

  @ListField(() => DegradedDto, { description: 'why the master is not at its best; empty: it is' })
  degraded: DegradedDto[];
}

/** Reply to `GET /api/v1/status/{domain}`. */
export class DomainStatusDto {
  @SentField({ description: 'fully qualified name, without the final dot', example: 'webmail.failover' }, { type: String })
  domain: string;

  @SentField({ description: 'kind of check', example: 'tcp' }, { type: String })
  check_type: string;

  @SentField({ description: 'true when at least one target is up', example: true }, { type: Boolean })
  live: boolean;

  @SentField(
    { description: 'addresses answered when no target is up', example: ['192.0.2.254'] },
    { type: String, isArray: true },
  )
  fallback_ips: string[];

  @SentField(
    { description: 'by target address, then by agent: the last report', example: {} },
    { type: 'object', additionalProperties: { type: 'object', additionalProperties: { type: 'object' } } },
  )
  ip_checks: Record<string, Record<string, ReportDto>>;
}
