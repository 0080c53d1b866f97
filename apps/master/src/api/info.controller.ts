import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InfoDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { VERSION } from '../version.js';
import { ViewerGuard } from './guards.js';
import { Problems } from './problem.js';

@ApiTags('status')
@Controller('api/v1/info')
@UseGuards(ViewerGuard)
export class InfoController {
  private readonly startedAt = new Date();

  constructor(private readonly config: CurrentConfig) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getInfo', summary: 'What this master is: its version, its zones, and where it answers DNS' })
  @ApiOkResponse({ type: InfoDto })
  @Problems({ 401: 'a viewer’s token is needed' })
  info(): InfoDto {
    const { dns, zones } = this.config.value;
    return {
      version: VERSION,
      started_at: this.startedAt.toISOString(),
      dns: dns.listen.map(({ address, port }) => ({ address, port })),
      zones: zones.map(({ name }) => name),
    };
  }
}
