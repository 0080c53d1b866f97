import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { DomainHistoryDto, TimelineDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { sharesTag } from '../config/serving.js';
import { Agents } from '../health/agents.js';
import { Clock } from '../health/clock.js';
import { EventLog } from '../history/event-log.js';
import { HistoryService } from '../history/history.service.js';
import { Latencies } from '../history/latencies.js';
import { type LatencySeries, seriesOf, type Window as LatencyWindow } from '../history/latency-series.js';
import { Storage } from '../history/storage.js';
import { StateSpans } from '../history/state-spans.js';
import { explains, timelineEntry } from '../history/timeline.js';
import { timelinePage } from '../history/timeline-page.js';
import { Problem, Problems } from './problem.js';
import { ID, NUMBER_OR_TIME, wholeNumber } from './query-schemas.js';
import { latencyView } from './latency-view.js';
import { HOURS, POINTS, windowOf } from './window.js';
import { ForViewers } from './who-may-call.js';

const NAME = { name: 'domain', description: 'its name, in any case, with or without the final dot', example: 'webmail.failover' };
const MOST = 200;
const IN_MEMORY = 'storage.path is :memory:, so latencies go back half an hour at most';
const UNREADABLE = 'the file of the history cannot be read now, so latencies go back half an hour at most: ';

/** What was, of one domain. */
@ApiTags('domains')
@Controller('api/v1/domains/:domain')
@ForViewers()
export class StoryController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly events: EventLog,
    private readonly spans: StateSpans,
    private readonly agents: Agents,
    private readonly latencies: Latencies,
    private readonly writer: HistoryService,
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  @Get('timeline')
  @ApiOperation({
    operationId: 'getTimeline',
    summary: 'What happened to a domain, and what explains it',
    description: 'Newest first: its transitions and overrides, agents that fell silent, brakes, and reloads.',
  })
  @ApiParam(NAME)
  @ApiQuery({ name: 'limit', required: false, description: 'how many at most', ...wholeNumber(1, MOST, 50) })
  @ApiQuery({ name: 'before', required: false, description: 'the `next` of the page before', ...ID })
  @ApiOkResponse({ type: TimelineDto })
  @Problems({ 400: 'limit or before is no such thing', 404: 'no such domain' })
  async timeline(
    @Param('domain') name: string,
    @Query('limit') limit: string | undefined,
    @Query('before') before: string | undefined,
  ): Promise<TimelineDto> {
    const domain = this.domain(name);
    const most = wholeOf('limit', limit, 50, MOST);
    const from = before === undefined ? undefined : wholeOf('before', before, 0, Number.MAX_SAFE_INTEGER);
    const sees = (agent: string) => sharesTag(domain, this.agents.tagsOf(agent));
    const { events, next } = await timelinePage(
      (asked) => this.events.newest({ domain: domain.name, withGeneral: true, ...asked }),
      { most, before: from, isWanted: (event) => explains(event, domain.name, sees) },
    );
    return { entries: events.map(timelineEntry), next };
  }

  @Get('history')
  @ApiOperation({
    operationId: 'getHistory',
    summary: 'States and latencies of a domain over time, as many points as a chart shows',
    description: 'Latencies by target and agent in buckets of equal width, and the states that it was in.',
  })
  @ApiParam(NAME)
  @ApiQuery({ name: 'hours', required: false, description: 'the last hours', ...HOURS })
  @ApiQuery({
    name: 'from',
    required: false,
    description: 'in place of hours: an ISO 8601 time, or milliseconds since 1970',
    ...NUMBER_OR_TIME,
  })
  @ApiQuery({ name: 'to', required: false, description: 'the same; default: now', ...NUMBER_OR_TIME })
  @ApiQuery({ name: 'points', required: false, description: 'buckets at most', ...POINTS })
  @ApiOkResponse({ type: DomainHistoryDto })
  @Problems({ 400: 'a time or a number is none', 404: 'no such domain' })
  async history(
    @Param('domain') name: string,
    @Query('hours') hours: string | undefined,
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
    @Query('points') points: string | undefined,
  ): Promise<DomainHistoryDto> {
    const domain = this.domain(name);
    const window = windowOf({ hours, from, to, points }, this.clock.wall());
    const spans = this.spans.between(domain.name, window.from, window.to).spans.map(({ at, state }) => ({ at, state }));
    const { series, note } = await this.series(domain, { from: window.from, to: window.to, stepMs: window.step_ms });
    const times = Array.from(
      { length: (window.to - window.from) / window.step_ms },
      (_, index) => window.from + index * window.step_ms,
    );
    return { ...window, times, series: series.map(latencyView), spans, note };
  }

  /** From the file, once what is known stands in it; without a file what is still in memory. */
  private async series(domain: DomainConfig, window: LatencyWindow): Promise<{ series: LatencySeries[]; note: string | null }> {
    const inMemory = () => seriesOf(this.latencies.current(domain), window);
    if (this.storage.path === null) return { series: inMemory(), note: this.latencies.note() ?? IN_MEMORY };
    this.latencies.writeSoon(domain);
    await this.writer.flush();
    const stored = await this.storage.latencies({ ...window, domain: domain.name });
    return stored
      ? { series: stored, note: this.latencies.note() }
      : { series: inMemory(), note: `${UNREADABLE}${this.storage.fault() ?? ''}` };
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
