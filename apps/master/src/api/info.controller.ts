import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InfoDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { VERSION } from '../version.js';
import { ForViewers } from './who-may-call.js';

@ApiTags('status')
@Controller('api/v1/info')
@ForViewers()
export class InfoController {
  private readonly startedAt = new Date();

  constructor(private readonly config: CurrentConfig) {}

  @Get()
  @ApiOperation({
    operationId: 'getInfo',
    summary: 'What this master is: its version, its zones, and where it answers DNS',
    description: 'Where DNS is asked is as the config says: a port that was chosen by the system is 0 there.',
  })
  @ApiOkResponse({ type: InfoDto })
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
