import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type AgentStatusDto, DomainStatusDto, type DomainSummaryDto, type ReportDto, StatusDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { Degraded } from '../degraded/degraded.js';
import { DecisionTable } from '../health/decision-table.js';
import { Clock } from '../health/clock.js';
import { type LastReport, worstOf } from '../health/report.js';
import { ReportStore } from '../health/report-store.js';
import { checkName } from '../health/report-target.js';
import { Problem, Problems } from './problem.js';
import { ForViewers } from './who-may-call.js';

/** An agent that was heard about an address. */
interface Sighting {
  agent: string;
  ip: string;
  at: number;
}

@ApiTags('status')
@Controller('api/v1/status')
@ForViewers()
export class StatusController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly reports: ReportStore,
    private readonly degraded: Degraded,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getStatus',
    summary: 'What every domain answers now',
    description: 'As DNS answers it, with the agents that were heard; and why the master is not at its best, if it is not.',
  })
  @ApiOkResponse({ type: StatusDto })
  all(): StatusDto {
    const status = [...this.config.value.domains.values()].map((domain) => this.summary(domain));
    return { status, degraded: this.degraded.all() };
  }

  @Get(':domain')
  @ApiOperation({
    operationId: 'getDomainStatus',
    summary: 'The last reports about one domain',
    description: 'By address and agent: of several checks the worst.',
  })
  @ApiParam({ name: 'domain', description: 'its name, in any case, with or without the final dot', example: 'webmail.failover' })
  @ApiOkResponse({ type: DomainStatusDto })
  @Problems({ 404: 'no such domain' })
  one(@Param('domain') name: string): DomainStatusDto {
    const domain = this.config.domain(name);
    if (domain === undefined) throw new Problem(404, `no domain "${name}" here`);
    const heard = this.reports
      .lastReports(domain)
      .flatMap((reports, index) => reports.map((last) => ({ last, target: index, ip: domain.targets[index]?.ip ?? '' })));
    // fromEntries, as an agent may call itself __proto__.
    const ip_checks = Object.fromEntries(
      [...Map.groupBy(heard, ({ ip }) => ip)].map(([ip, about]) => [ip, worstOfEach(domain, about)]),
    );
    return {
      domain: domain.name,
      check_type: domain.check.type,
      live: this.decisions.inForce(domain).source === 'targets',
      fallback_ips: [...domain.fallback],
      ip_checks,
    };
  }

  private summary(domain: DomainConfig): DomainSummaryDto {
    const { source, addresses } = this.decisions.inForce(domain);
    const reports = this.reports
      .lastReports(domain)
      .flatMap((about, index) => about.map(({ agent, at }) => ({ agent, at, ip: domain.targets[index]?.ip ?? '' })));
    return {
      domain: domain.name,
      live_ips: source === 'targets' ? [...addresses] : [],
      using_fallback: source === 'fallback',
      fallback_ips: [...domain.fallback],
      agents: this.agentsOf(reports),
      last_updated: this.newest(reports),
    };
  }

  private agentsOf(reports: readonly Sighting[]): AgentStatusDto[] {
    return [...Map.groupBy(reports, (report) => report.agent)].map(([agent, own]) => ({
      agent_id: agent,
      checked_ips: [...new Set(own.map((report) => report.ip))],
      last_seen: this.newest(own),
    }));
  }

  private newest(reports: readonly Sighting[]): string | null {
    return reports.length === 0 ? null : this.clock.wallOf(Math.max(...reports.map((report) => report.at))).toISOString();
  }
}

/** By agent: the report about an address that says the worst of it. */
function worstOfEach(domain: DomainConfig, about: readonly { last: LastReport; target: number }[]): Record<string, ReportDto> {
  const targets = new Map(about.map(({ last, target }) => [last, target]));
  const worst = [...Map.groupBy(targets.keys(), ({ agent }) => agent).values()].flatMap((own) => worstOf(own) ?? []);
  return Object.fromEntries(worst.map((last) => [last.agent, reportOf(domain, targets.get(last) ?? 0, last)]));
}

function reportOf(domain: DomainConfig, target: number, last: LastReport): ReportDto {
  const check = domain.checks[target]?.[last.check];
  return {
    agent_id: last.agent,
    timestamp: last.timestamp,
    check_name: checkName(domain, target, last.check),
    domain: domain.name,
    type: check?.type ?? domain.check.type,
    target_ip: domain.targets[target]?.ip ?? '',
    port: check?.port ?? null,
    status: last.result,
    latency_ms: last.latencyMs,
    reason: last.reason,
  };
}
