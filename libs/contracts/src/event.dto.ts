import { ListField, SentField } from './fields.js';

/** Something that happened. */
export class EventDto {
  @SentField({ description: 'later events have higher ids, over restarts too', example: 1767319445678000 }, { type: 'integer' })
  id: number;

  @SentField({ description: 'when' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'what: transition, override, release, brake, agent …', example: 'transition' }, { type: String })
  kind: string;

  @SentField({ description: 'the domain it is about; null: none', example: 'webmail.failover', nullable: true }, { type: String })
  domain: string | null;

  @SentField(
    {
      description: 'the whole in one line, readable aloud',
      example: 'webmail.failover: 192.0.2.10:443 down (…) → answering 192.0.2.11, TTL 5',
    },
    { type: String },
  )
  text: string;

  @SentField(
    { description: 'the details, by kind', example: { before: ['192.0.2.10'], after: ['192.0.2.11'] } },
    { type: 'object', additionalProperties: true },
  )
  data: Record<string, unknown>;
}

/** Reply to `GET /api/v1/events`. */
export class EventsDto {
  @ListField(() => EventDto, { description: 'oldest first' })
  events: EventDto[];

  @SentField(
    { description: 'the `since` of the next page; null: there is none yet', example: 1767319445678000, nullable: true },
    { type: 'integer' },
  )
  next: number | null;
}
