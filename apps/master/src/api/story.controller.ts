import { Controller, Get, Header, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { DomainHistoryDto, TimelineDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { Clock } from '../health/clock.js';
import { EventLog } from '../history/event-log.js';
import { StateSpans } from '../history/state-spans.js';
import { timelineEntry } from '../history/timeline.js';
import { ViewerGuard } from './guards.js';
import { Problem, Problems } from './problem.js';
import { windowOf } from './window.js';

const NAME = { name: 'domain', description: 'its name, in any case, with or without the final dot', example: 'webmail.failover' };
const MOST = 200;

/** What was, of one domain. */
@ApiTags('domains')
@Controller('api/v1/domains/:domain')
@UseGuards(ViewerGuard)
export class StoryController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly events: EventLog,
    private readonly spans: StateSpans,
    private readonly clock: Clock,
  ) {}

  @Get('timeline')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getTimeline',
    summary: 'What happened to a domain, and what explains it',
    description: 'Newest first: its transitions and overrides, agents that fell silent, brakes, and reloads.',
  })
  @ApiParam(NAME)
  @ApiQuery({ name: 'limit', required: false, description: `1–${MOST}; default 50` })
  @ApiQuery({ name: 'before', required: false, description: 'the `next` of the page before' })
  @ApiOkResponse({ type: TimelineDto })
  @Problems({ 400: 'limit or before is no such thing', 401: 'a viewer’s token is needed', 404: 'no such domain' })
  async timeline(
    @Param('domain') name: string,
    @Query('limit') limit: string | undefined,
    @Query('before') before: string | undefined,
  ): Promise<TimelineDto> {
    const domain = this.domain(name).name;
    const most = wholeOf('limit', limit, 50, MOST);
    const from = before === undefined ? undefined : wholeOf('before', before, 0, Number.MAX_SAFE_INTEGER);
    const found = await this.events.newest({
      domain,
      withGeneral: true,
      limit: most,
      ...(from === undefined ? {} : { before: from }),
    });
    return { entries: found.map(timelineEntry), next: found.length < most ? null : (found.at(-1)?.id ?? null) };
  }

  @Get('history')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getHistory',
    summary: 'States and latencies of a domain over time, as many points as a chart shows',
  })
  @ApiParam(NAME)
  @ApiQuery({ name: 'hours', required: false, description: 'the last hours, up to 168; default 1' })
  @ApiQuery({ name: 'from', required: false, description: 'in place of hours: an ISO 8601 time, or milliseconds since 1970' })
  @ApiQuery({ name: 'to', required: false, description: 'the same; default: now' })
  @ApiQuery({ name: 'points', required: false, description: 'buckets at most, 10–1000; default 120' })
  @ApiOkResponse({ type: DomainHistoryDto })
  @Problems({ 400: 'a time or a number is none', 401: 'a viewer’s token is needed', 404: 'no such domain' })
  async history(
    @Param('domain') name: string,
    @Query('hours') hours: string | undefined,
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
    @Query('points') points: string | undefined,
  ): Promise<DomainHistoryDto> {
    const domain = this.domain(name);
    const window = windowOf({ hours, from, to, points }, this.clock.wall());
    const spans = this.spans.between(domain.name, window.from, window.to).map(({ at, state }) => ({ at, state }));
    return Promise.resolve({ ...window, times: [], series: [], spans, note: 'latencies are not kept yet' });
  }

  private domain(name: string): DomainConfig {
    const domain = this.config.domain(name);
    if (domain === undefined) throw new Problem(404, `no domain "${name}" here`);
    return domain;
  }
}

function wholeOf(what: string, text: string | undefined, standard: number, most: number): number {
  const value = text === undefined ? standard : Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Problem(400, `${what} is a whole number from 1 to ${most}`);
  return value;
}
