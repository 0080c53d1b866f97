import { Controller, Get } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { DegradedDto } from '@failover-dns/contracts';
import { Degraded } from '../degraded/degraded.js';
import { Readiness } from '../health/readiness.js';
import { Problems } from './problem.js';

const STATUS = { type: 'string', enum: ['ok'], description: 'always ok: what is not ready is a problem' };
const PART = { type: 'object', properties: { status: { type: 'string', description: 'up', example: 'up' } } };
const parts = (description: string, example: object) => ({ type: 'object', additionalProperties: PART, description, example });

/** Nothing is asked of a part of it. */
const LIVE = {
  type: 'object',
  required: ['status', 'info', 'error', 'details'],
  properties: { status: STATUS, info: parts('none', {}), error: parts('none', {}), details: parts('none', {}) },
};

/** What terminus says, and what is degraded. */
const READY = {
  type: 'object',
  required: ['status', 'details', 'degraded'],
  properties: {
    status: STATUS,
    info: parts('the parts that are ready', { dns: { status: 'up' } }),
    error: parts('none', {}),
    details: parts('dns, config, storage', { dns: { status: 'up' } }),
    degraded: {
      type: 'array',
      items: { $ref: getSchemaPath(DegradedDto) },
      description: 'why it is not at its best; nothing of it keeps anybody from being served',
    },
  },
};

@ApiTags('probes')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
    private readonly degraded: Degraded,
  ) {}

  @Get('live')
  @HealthCheck({ swaggerDocumentation: false })
  @ApiOkResponse({ description: 'it runs', schema: LIVE })
  @ApiOperation({
    operationId: 'getLive',
    summary: 'The program runs',
    description: 'For supervisors: restart it when this does not answer. Needs no token.',
  })
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck({ noCache: true, swaggerDocumentation: false })
  @ApiOperation({
    operationId: 'getReady',
    summary: 'The config is loaded and every DNS socket is bound',
    description: 'What is `degraded` keeps nobody from being served, and does not make it fail.',
  })
  @ApiExtraModels(DegradedDto)
  @ApiOkResponse({ description: 'ready', schema: READY })
  @Problems({ 503: 'a part is not ready, which the detail names' })
  async ready(): Promise<HealthCheckResult & { degraded: DegradedDto[] }> {
    const parts = [...this.readiness.all()].map(([part, fault]) => () => {
      const indicator = this.indicators.check(part);
      return fault === null ? indicator.up() : indicator.down(fault);
    });
    const notes = [...this.readiness.notes()].map(
      ([part, text]) =>
        () =>
          this.indicators.check(part).up(text ?? undefined),
    );
    return { ...(await this.health.check([...parts, ...notes])), degraded: this.degraded.all() };
  }
}
