import { Controller, Get, Headers, type MessageEvent, Query, Req, Sse } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { DomainChangesDto, EventsDto, HeartbeatDto } from '@failover-dns/contracts';
import { type FastifyRequest } from 'fastify';
import { Observable, type Subscriber } from 'rxjs';
import { CurrentConfig } from '../config/current-config.js';
import { EventLog, type StoredEvent } from '../history/event-log.js';
import { eventView } from '../history/event-view.js';
import { mayRead } from './guards.js';
import { Problem, Problems } from './problem.js';
import { NUMBER_OR_TIME, wholeNumber } from './query-schemas.js';
import { RowFeed } from './row-feed.js';
import { ForViewers } from './who-may-call.js';

const MOST = 1000;
const HEARTBEAT_MS = 15_000;
/** A page says how fresh it is. */
const PAGE_HEARTBEAT_MS = 2000;
const DOMAIN = {
  name: 'domain',
  required: false,
  type: String,
  description: 'only events about this domain',
  example: 'webmail.failover',
};

const STREAM = {
  'text/event-stream': {
    schema: { type: 'string' as const },
    example: 'event: transition\nid: 1767319445678000\ndata: {"domain":"webmail.failover", …}\n\n',
  },
};

@ApiTags('events')
@Controller('api/v1/events')
@ForViewers()
export class EventsController {
  /** Who follows, and by which request. */
  private readonly streams = new Map<Subscriber<MessageEvent>, FastifyRequest>();

  constructor(
    private readonly events: EventLog,
    private readonly config: CurrentConfig,
    private readonly rows: RowFeed,
  ) {
    // A token that opens nothing any more keeps nothing open.
    config.onChange(({ api }) => {
      for (const [client, request] of this.streams) if (!mayRead(request, api)) client.complete();
    });
  }

  @Get()
  @ApiOperation({
    operationId: 'getEvents',
    summary: 'What happened',
    description: 'Oldest first, from `since` on: an id, or a time. Without `since` the newest, `limit` of them.',
  })
  @ApiQuery({ name: 'since', required: false, description: 'an event’s id (exclusive), or an ISO 8601 time', ...NUMBER_OR_TIME })
  @ApiQuery(DOMAIN)
  @ApiQuery({ name: 'limit', required: false, description: 'how many at most', ...wholeNumber(1, MOST, 100) })
  @ApiOkResponse({ type: EventsDto })
  @Problems({ 400: 'since or limit is no such thing', 404: 'no such domain' })
  async list(
    @Query('since') since: string | undefined,
    @Query('domain') domain: string | undefined,
    @Query('limit') limit: string | undefined,
  ): Promise<EventsDto> {
    const filter = { domain: this.domainNamed(domain), limit: limitOf(limit) };
    const found =
      since === undefined ? (await this.events.newest(filter)).reverse() : await this.events.since(startOf(since), filter);
    return { events: found.map(eventView), next: found.at(-1)?.id ?? null };
  }

  @Sse('stream')
  @ApiOperation({
    operationId: 'streamEvents',
    summary: 'Events as they happen (server-sent events)',
    description:
      'Each event is one message, its id the event’s. A client that comes back with `Last-Event-ID` is sent first what it missed. Every 15 s a message of the type `heartbeat`. With `page=1` that comes every 2 s, with the time (HeartbeatDto), and messages of the type `domains` tell which rows of `/api/v1/overview/domains` changed (DomainChangesDto), four a second at most.',
  })
  @ApiQuery({ name: 'page', required: false, enum: ['1'], description: 'tell rows that changed too' })
  @ApiExtraModels(DomainChangesDto, HeartbeatDto)
  @ApiQuery(DOMAIN)
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'the id of the last event that was received' })
  @ApiOkResponse({ content: STREAM })
  @Problems({ 400: 'Last-Event-ID is no id', 404: 'no such domain' })
  stream(
    @Query('domain') name: string | undefined,
    @Query('page') page: string | undefined,
    @Headers('last-event-id') lastId: string | undefined,
    @Req() request: FastifyRequest,
  ): Observable<MessageEvent> {
    const domain = this.domainNamed(name);
    const from = lastId === undefined ? null : idOf(lastId);
    return new Observable((client) => {
      this.streams.set(client, request);
      let sentId = from ?? this.events.mark();
      const send = (event: StoredEvent): void => {
        if (event.id <= sentId || (domain !== null && event.domain !== domain)) return;
        sentId = event.id;
        client.next({ id: String(event.id), type: event.kind, data: eventView(event) });
      };
      // What happens while the past is read comes after it.
      let waiting: StoredEvent[] | null = from === null ? null : [];
      const forget = this.events.onAppend((event) => (waiting ? void waiting.push(event) : send(event)));
      if (from !== null) {
        void this.missed(from, domain, send).finally(() => {
          const late = waiting ?? [];
          waiting = null;
          late.forEach(send);
        });
      }
      const isPage = page === '1';
      // Nest would number these by itself, and a client would come back with that number.
      const tell = (type: string, data: string) => client.next({ id: String(sentId), type, data });
      const heart = () => tell('heartbeat', isPage ? JSON.stringify({ at: new Date().toISOString() }) : '');
      const beat = setInterval(heart, isPage ? PAGE_HEARTBEAT_MS : HEARTBEAT_MS);
      const forgetRows = isPage ? this.rows.listen((data) => tell('domains', data)) : () => {};
      if (isPage) heart();
      return () => {
        this.streams.delete(client);
        clearInterval(beat);
        forgetRows();
        forget();
      };
    });
  }

  private async missed(from: number, domain: string | null, send: (event: StoredEvent) => void): Promise<void> {
    for (let start = from; ;) {
      const page = await this.events.since(start, { domain, limit: MOST });
      page.forEach(send);
      const last = page.at(-1);
      if (last === undefined || page.length < MOST) return;
      start = last.id;
    }
  }

  private domainNamed(name: string | undefined): string | null {
    if (name === undefined) return null;
    const domain = this.config.domain(name);
    if (domain === undefined) throw new Problem(404, `no domain "${name}" here`);
    return domain.name;
  }
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? 100 : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new Problem(400, `limit is a whole number from 1 to ${MOST}`);
  return limit;
}

function idOf(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 0) throw new Problem(400, `"${text}" is no id of an event`);
  return id;
}

function startOf(text: string): number | Date {
  if (/^\d+$/.test(text)) return idOf(text);
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new Problem(400, `since: "${text}" is neither an id nor a time such as 2026-01-02T03:04:05Z`);
  return date;
}
