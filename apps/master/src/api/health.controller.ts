import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Readiness } from '../health/readiness.js';

@ApiTags('probes')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  @Get('live')
  @HealthCheck()
  @ApiOperation({ operationId: 'getLive', summary: 'The program runs' })
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck()
  @ApiOperation({ operationId: 'getReady', summary: 'The config is loaded and every DNS socket is bound' })
  ready(): Promise<HealthCheckResult> {
    const parts = [...this.readiness.all()].map(([part, fault]) => () => {
      const indicator = this.indicators.check(part);
      return fault === null ? indicator.up() : indicator.down(fault);
    });
    const notes = [...this.readiness.notes()].map(
      ([part, text]) =>
        () =>
          this.indicators.check(part).up(text ?? undefined),
    );
    return this.health.check([...parts, ...notes]);
  }
}
