import { ListField, SentField } from './fields.js';
import { DOMAIN_STATE_NAMES, StateSpanDto } from './overview.dto.js';

/** Latencies of one target as one agent saw them; each list has an entry a bucket. */
export class LatencySeriesDto {
  @SentField({ description: 'the target', example: '192.0.2.10:443' }, { type: String })
  target: string;

  @SentField(
    { description: 'the agent; null: all together, as there are too many', example: 'fra-1', nullable: true },
    { type: String },
  )
  agent: string | null;

  @SentField(
    { description: 'checks that were reported in the bucket; 0: none', example: [2] },
    { type: 'integer', isArray: true },
  )
  count: number[];

  @SentField({ description: 'those that failed', example: [0] }, { type: 'integer', isArray: true })
  failures: number[];

  @SentField(
    { description: 'shortest latency of those that passed, milliseconds; null: none passed', example: [12.3] },
    { type: 'array', items: { type: 'number', nullable: true } },
  )
  min_ms: (number | null)[];

  @SentField(
    { description: 'mean latency; null: none passed', example: [12.9] },
    { type: 'array', items: { type: 'number', nullable: true } },
  )
  mean_ms: (number | null)[];

  @SentField(
    { description: 'longest latency; null: none passed', example: [13.5] },
    { type: 'array', items: { type: 'number', nullable: true } },
  )
  max_ms: (number | null)[];
}

/** Reply to `GET /api/v1/domains/{domain}/history`. */
export class DomainHistoryDto {
  @SentField({ description: 'start of the first bucket, milliseconds since 1970', example: 1767319440000 }, { type: 'integer' })
  from: number;

  @SentField({ description: 'end of the last bucket', example: 1767323040000 }, { type: 'integer' })
  to: number;

  @SentField({ description: 'width of a bucket, milliseconds', example: 30000 }, { type: 'integer' })
  step_ms: number;

  @SentField(
    { description: 'start of each bucket, milliseconds since 1970', example: [1767319440000] },
    { type: 'integer', isArray: true },
  )
  times: number[];

  @ListField(() => LatencySeriesDto, { description: 'one for each target and agent' })
  series: LatencySeriesDto[];

  @ListField(() => StateSpanDto, {
    description:
      'states in that time, oldest first; the first may have begun before. Of more than 120 the worst of each sixtieth, and the last',
  })
  spans: StateSpanDto[];

  @SentField(
    {
      description: 'why there are no latencies or fewer than could be; null: they are whole',
      example: 'storage.path is :memory:, so latencies go back half an hour at most',
      nullable: true,
    },
    { type: String },
  )
  note: string | null;
}

/** Something that explains a domain's story. */
export class TimelineEntryDto {
  @SentField({ description: 'the event’s id; later ones are higher', example: 1767319445678000 }, { type: 'integer' })
  id: number;

  @SentField({ description: 'when' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'transition, override, release, agent, brake, reload', example: 'transition' }, { type: String })
  kind: string;

  @SentField({ description: 'what happened, in a few words', example: 'healthy → degraded' }, { type: String })
  what: string;

  @SentField(
    { description: 'the state before; null: it is no transition', nullable: true },
    { type: String, enum: [...DOMAIN_STATE_NAMES] },
  )
  from: string | null;

  @SentField(
    { description: 'the state after; null: it is no transition', nullable: true },
    { type: String, enum: [...DOMAIN_STATE_NAMES] },
  )
  to: string | null;

  @SentField({ description: 'addresses that were answered no more', example: ['192.0.2.10'] }, { type: String, isArray: true })
  removed: string[];

  @SentField({ description: 'addresses that were answered anew', example: ['192.0.2.11'] }, { type: String, isArray: true })
  added: string[];

  @SentField({ description: 'addresses that stayed', example: ['192.0.2.12'] }, { type: String, isArray: true })
  kept: string[];

  @SentField({ description: 'TTL before, seconds; null: it is no transition', example: 5, nullable: true }, { type: 'integer' })
  ttl_before: number | null;

  @SentField({ description: 'TTL after, seconds; null: it is no transition', example: 5, nullable: true }, { type: 'integer' })
  ttl: number | null;

  @SentField({ description: 'why, in one or two sentences', example: '2 of 3 agents say down' }, { type: String })
  why: string;
}

/** Reply to `GET /api/v1/domains/{domain}/timeline`. */
export class TimelineDto {
  @ListField(() => TimelineEntryDto, { description: 'newest first' })
  entries: TimelineEntryDto[];

  @SentField(
    { description: 'the `before` of the next page; null: there is no more', example: 1767319445678000, nullable: true },
    { type: 'integer' },
  )
  next: number | null;
}
