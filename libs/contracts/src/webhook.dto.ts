import { ListField, SentField } from './fields.js';

/** What came of one attempt to deliver an event. */
export class WebhookAttemptDto {
  @SentField({ description: 'when', example: '2026-01-02T03:04:05.678Z' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'the receiver took it', example: true }, { type: Boolean })
  delivered: boolean;

  @SentField(
    { description: 'the HTTP status that it answered; null: no reply', example: 204, nullable: true },
    { type: 'integer' },
  )
  status: number | null;

  @SentField({ description: 'what went wrong, in words; null: nothing', example: null, nullable: true }, { type: String })
  error: string | null;
}

/** A webhook and how its deliveries go. Its URL is not shown, as it may hold a secret. */
export class WebhookDto {
  @SentField({ description: 'its name in the config', example: 'ops' }, { type: String })
  name: string;

  @SentField({ description: 'how the body is written', example: 'json' }, { type: String })
  format: string;

  @SentField({ description: 'the host and port of its URL', example: 'hooks.example.net' }, { type: String })
  host: string;

  @SentField({ description: 'requests are signed', example: true }, { type: Boolean })
  signed: boolean;

  @SentField({ description: 'kinds of events that are sent', example: ['transition'] }, { type: String, isArray: true })
  events: string[];

  @SentField({ description: 'the domains whose events are sent; empty: all', example: [] }, { type: String, isArray: true })
  domains: string[];

  @SentField({ description: 'events that are not delivered yet', example: 0 }, { type: 'integer' })
  queue: number;

  @SentField({ description: 'events that were delivered since the start', example: 12 }, { type: 'integer' })
  delivered: number;

  @SentField({ description: 'events that were given up since the start', example: 0 }, { type: 'integer' })
  given_up: number;

  @SentField({ description: 'attempts in a row that failed', example: 0 }, { type: 'integer' })
  failures: number;

  @SentField(
    { description: 'when an event was delivered last; null: none since the start', nullable: true },
    { type: String, format: 'date-time' },
  )
  last_success: string | null;

  @SentField({ description: 'the last attempt; null: there was none', nullable: true }, { type: () => WebhookAttemptDto })
  last_attempt: WebhookAttemptDto | null;
}

/** Reply to `GET /api/v1/webhooks`. */
export class WebhooksDto {
  @ListField(() => WebhookDto, { description: 'in the order of the config' })
  webhooks: WebhookDto[];
}
