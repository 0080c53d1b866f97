import { Controller, Get } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { DegradedDto } from '@failover-dns/contracts';
import { Degraded } from '../degraded/degraded.js';
import { Readiness } from '../health/readiness.js';
import { Problems } from './problem.js';

const PARTS = { type: 'object', additionalProperties: { type: 'object', properties: { status: { type: 'string' } } } };

/** What terminus says, and what is degraded. */
const READY = {
  type: 'object',
  required: ['status', 'details', 'degraded'],
  properties: {
    status: { type: 'string', enum: ['ok'] },
    info: PARTS,
    error: PARTS,
    details: { ...PARTS, description: 'dns, config, storage', example: { dns: { status: 'up' } } },
    degraded: { type: 'array', items: { $ref: getSchemaPath(DegradedDto) } },
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
  @HealthCheck()
  @ApiOperation({ operationId: 'getLive', summary: 'The program runs' })
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
