import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DomainRowsDto, OverviewDto } from '@failover-dns/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Overview } from './overview.js';
import { PackedReply } from './packed-reply.js';
import { Rows } from './rows.js';
import { ForViewers } from './who-may-call.js';

@ApiTags('domains')
@Controller('api/v1/overview')
@ForViewers()
export class OverviewController {
  private readonly packedRows = new PackedReply();
  private made: { version: number; json: string } | undefined;

  constructor(
    private readonly rows: Rows,
    private readonly overview: Overview,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getOverview',
    summary: 'How things stand, in a few lines: states, what is behind the trouble, agents, config, storage',
    description: 'Cheap: what did not change is not counted anew.',
  })
  @ApiOkResponse({ type: OverviewDto })
  async head(): Promise<OverviewDto> {
    return this.overview.now();
  }

  @Get('domains')
  @ApiOperation({
    operationId: 'getOverviewDomains',
    summary: 'Every domain in one row, the worst first',
    description: 'ETag and 304; gzipped where the caller takes it. `/api/v1/events/stream?page=1` tells which rows change.',
  })
  @ApiOkResponse({ type: DomainRowsDto, headers: { ETag: { description: 'names these rows', schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'the rows are those that the caller holds' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'the ETag of the rows that the caller holds' })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const rows = await this.rows.all();
    if (this.made?.version !== this.rows.version)
      this.made = { version: this.rows.version, json: `{"domains":[${rows.map(({ json }) => json).join(',')}]}` };
    await this.packedRows.send(request, reply, this.made.json);
  }
}
