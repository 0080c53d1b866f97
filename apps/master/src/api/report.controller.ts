import { Body, Controller, Headers, HttpCode, Post, UsePipes } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BatchAcceptedDto, ReportAcceptedDto, type BatchedReportDto, ReportBatchDto, ReportDto } from '@failover-dns/contracts';
import { Agents } from '../health/agents.js';
import { type Acceptance, type IncomingReport, type Refusal, refuse } from '../health/report.js';
import { ReportStore } from '../health/report-store.js';
import { Callers } from './caller.js';
import { Problem, Problems } from './problem.js';
import { Rota } from './rota.js';
import { BodyPipe } from './validation.pipe.js';
import { ForAgents } from './who-may-call.js';

const REFUSAL_STATUS: Record<Refusal, number> = {
  unknown_domain: 404,
  wrong_token: 403,
  wrong_agent: 403,
  no_task: 422,
  unknown_target: 422,
  too_many_agents: 429,
  no_such_date: 400,
};

const KEY = {
  name: 'X-API-Key',
  required: false,
  description: 'a named agent’s own token, which speaks for it alone; else the domain’s, where it has one',
};

@ApiTags('agents')
@Controller('api/v1')
@ForAgents()
export class ReportController {
  constructor(
    private readonly reports: ReportStore,
    private readonly rota: Rota,
    private readonly callers: Callers,
    private readonly agents: Agents,
  ) {}

  @Post('report')
  @HttpCode(200)
  @UsePipes(new BodyPipe())
  @ApiOperation({
    operationId: 'postReport',
    summary: 'One result of one agent',
    description: 'It counts as fresh on arrival, whatever its timestamp says.',
  })
  @ApiHeader(KEY)
  @ApiOkResponse({ type: ReportAcceptedDto })
  @Problems({
    400: 'malformed JSON, or a field of the wrong type: its path is named',
    403: 'the key is not this domain’s token, or speaks for another agent, or the certificate is another’s',
    404: 'no such domain',
    413: 'the body, unpacked, is larger than 1 MiB',
    415: 'the body is not JSON, or is packed otherwise than by gzip',
    422: 'the address and port are not a target of this domain, or it is no task of this agent',
    429: 'the target has reports of too many agents, or more comes than an agent needs to send (Retry-After)',
  })
  one(@Body() report: ReportDto, @Headers('x-api-key') token: string | undefined): ReportAcceptedDto {
    const outcome = this.reports.accept(incoming(report.agent_id, report, 0), this.callers.of(token));
    if (!outcome.taken) throw new Problem(REFUSAL_STATUS[outcome.refusal], outcome.detail);
    return { status: 'ok' };
  }

  /** Fastify checks this body by the DTO's JSON schema, as class-validator is nine times slower. */
  @Post('reports')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'postReports',
    summary: 'Several results of one agent',
    description:
      'A result is as old as `sent_at − timestamp`, both by the agent’s clock. One whose `seq` was seen is dropped. Refused results are listed; the others count.',
  })
  @ApiHeader(KEY)
  @ApiBody({ type: ReportBatchDto })
  @ApiOkResponse({ type: BatchAcceptedDto })
  @Problems({
    400: 'malformed JSON, or a field of the wrong type: its path is named',
    403: 'the key lets none of the reports in, or the certificate is another’s',
    413: 'the body, unpacked, is larger than 1 MiB',
    415: 'the body is not JSON, or is packed otherwise than by gzip',
    429: 'more comes than an agent needs to send (Retry-After)',
  })
  batch(@Body() batch: ReportBatchDto, @Headers('x-api-key') token: string | undefined): BatchAcceptedDto {
    const sentAt = timeOf(batch.sent_at);
    if (Number.isNaN(sentAt)) throw new Problem(400, `sent_at: there is no such date as ${batch.sent_at}`);
    const caller = this.callers.of(token);
    let oldestMs = 0;
    const outcomes = batch.reports.map((report): Acceptance => {
      const ageMs = sentAt - timeOf(report.timestamp);
      if (Number.isNaN(ageMs)) return refuse('no_such_date', `there is no such date as ${report.timestamp}`);
      oldestMs = Math.max(oldestMs, ageMs);
      return this.reports.accept(
        { ...incoming(batch.agent_id, report, ageMs), sequence: { boot: batch.boot_id, seq: report.seq } },
        caller,
      );
    });
    const rejected = outcomes.flatMap((outcome, index) => (outcome.taken ? [] : [{ index, reason: outcome.detail }]));
    const isRefused = outcomes.every((outcome) => !outcome.taken && REFUSAL_STATUS[outcome.refusal] === 403);
    if (isRefused && rejected[0] !== undefined)
      throw new Problem(403, `X-API-Key lets none of these reports in: ${rejected[0].reason}`);
    if (rejected.length < outcomes.length) {
      this.agents.clockSeen(batch.agent_id, new Date(sentAt));
      this.agents.waited(batch.agent_id, oldestMs);
    }
    return { accepted: outcomes.length - rejected.length, rejected, tasks_version: this.rota.version };
  }
}

function incoming(agent: string, report: Omit<BatchedReportDto, 'seq'>, ageMs: number): IncomingReport {
  return {
    agent,
    domain: report.domain,
    ip: report.target_ip,
    port: report.port ?? null,
    check: { name: report.check_name, type: report.type },
    result: report.status,
    latencyMs: report.latency_ms ?? null,
    reason: report.reason ?? null,
    ageMs,
    timestamp: report.timestamp,
  };
}

/** Milliseconds since 1970; NaN for a day that the calendar does not have. A time without a zone is UTC, where JavaScript would take it for local. */
export function timeOf(timestamp: string): number {
  if (timestamp.endsWith('Z') && timestamp[10] === 'T' && !timestamp.includes(',')) return Date.parse(timestamp);
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(timestamp) ? timestamp : `${timestamp}Z`;
  return Date.parse(zoned.replace(' ', 'T').replace(',', '.'));
}
