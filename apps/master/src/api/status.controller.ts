import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type AgentStatusDto, DomainStatusDto, type DomainSummaryDto, type ReportDto, StatusDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { DecisionTable } from '../health/decision-table.js';
import { type LastReport, ReportStore } from '../health/report-store.js';
import { Problem, Problems } from './problem.js';

@ApiTags('status')
@Controller('api/v1/status')
export class StatusController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly reports: ReportStore,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getStatus', summary: 'What every domain answers now' })
  @ApiOkResponse({ type: StatusDto })
  all(): StatusDto {
    return { status: [...this.config.value.domains.values()].map((domain) => this.summary(domain)) };
  }

  @Get(':domain')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getDomainStatus', summary: 'The last reports about one domain' })
  @ApiParam({ name: 'domain', description: 'its name, in any case, with or without the final dot', example: 'webmail.failover' })
  @ApiOkResponse({ type: DomainStatusDto })
  @Problems({ 404: 'no such domain' })
  one(@Param('domain') name: string): DomainStatusDto {
    const domain = this.config.domain(name);
    if (domain === undefined) throw new Problem(404, `no domain "${name}" here`);
    const checks: DomainStatusDto['ip_checks'] = {};
    for (const last of this.reports.lastReports(domain.name)) (checks[last.ip] ??= {})[last.agent] = reportOf(last);
    return {
      domain: domain.name,
      check_type: domain.check.type,
      live: this.decisions.inForce(domain).source === 'targets',
      fallback_ips: [...domain.fallback],
      ip_checks: checks,
    };
  }

  private summary(domain: DomainConfig): DomainSummaryDto {
    const { source, addresses } = this.decisions.inForce(domain);
    const reports = this.reports.lastReports(domain.name);
    return {
      domain: domain.name,
      live_ips: source === 'targets' ? [...addresses] : [],
      using_fallback: source === 'fallback',
      fallback_ips: [...domain.fallback],
      agents: agentsOf(reports),
      last_updated: newest(reports),
    };
  }
}

function agentsOf(reports: readonly LastReport[]): AgentStatusDto[] {
  const byAgent = Map.groupBy(reports, (report) => report.agent);
  return [...byAgent].map(([agent, own]) => ({
    agent_id: agent,
    checked_ips: [...new Set(own.map((report) => report.ip))],
    last_seen: newest(own),
  }));
}

const newest = (reports: readonly LastReport[]): string | null =>
  reports.length === 0 ? null : new Date(Math.max(...reports.map((report) => report.arrivedAt.getTime()))).toISOString();

const reportOf = (last: LastReport): ReportDto => ({
  agent_id: last.agent,
  timestamp: last.timestamp,
  check_name: last.checkName,
  domain: last.domain,
  type: last.type,
  target_ip: last.ip,
  port: last.port,
  status: last.result,
  latency_ms: last.latencyMs,
  reason: last.reason,
});
