import { BooleanField, ChoiceField, ListField, SentField, TextField, TimestampField } from './fields.js';

export const OVERRIDE_KINDS = ['maintenance', 'drain', 'force_up', 'force_down'] as const;

/** Body of `PUT …/override`. One of `until`, `for` and `permanent` is needed. */
export class OverrideRequestDto {
  @ChoiceField(OVERRIDE_KINDS, {
    description:
      'maintenance: left out · drain: answered only if nothing else is up · force_up, force_down: whatever the votes say. Agents and tags know maintenance alone: their votes are set aside where enough others vote.',
    example: 'maintenance',
  })
  kind: (typeof OVERRIDE_KINDS)[number];

  @TextField({ description: 'why, for whoever reads it at night', example: 'new disk', minLength: 1 })
  reason: string;

  @TextField({ description: 'who says so; default: operator', example: 'ann', nullable: true, maxLength: 64 })
  who?: string | null;

  @TimestampField({ description: 'when it ends by itself', example: '2026-01-02T04:00:00Z', nullable: true })
  until?: string | null;

  @TextField({ description: 'for how long: a number and its unit (s, m, h, d)', example: '2h', nullable: true, maxLength: 16 })
  for?: string | null;

  @BooleanField({ description: 'true says on purpose that it never ends by itself', nullable: true })
  permanent?: boolean | null;
}

/** What may go with an order that has no other body; it becomes an event. */
export class NoteDto {
  @TextField({ description: 'why, for whoever reads the events', example: 'the disk is new', nullable: true, maxLength: 1000 })
  reason?: string | null;

  @TextField({ description: 'who says so; default: operator', example: 'ann', nullable: true, maxLength: 64 })
  who?: string | null;
}

/** An operator's word that is in force. */
export class OverrideDto {
  @SentField({ description: 'what it is about', example: 'target' }, { type: String, enum: ['target', 'domain', 'agent', 'tag'] })
  scope: string;

  @SentField(
    { description: 'the domain, for a target or a domain', example: 'webmail.failover', nullable: true },
    { type: String },
  )
  domain: string | null;

  @SentField(
    { description: 'the address, the agent or the tag; null: a whole domain', example: '192.0.2.10', nullable: true },
    { type: String },
  )
  name: string | null;

  @SentField({ description: 'what it says' }, { type: String, enum: [...OVERRIDE_KINDS] })
  kind: string;

  @SentField({ description: 'who said so', example: 'ann' }, { type: String })
  who: string;

  @SentField({ description: 'why', example: 'new disk' }, { type: String })
  reason: string;

  @SentField({ description: 'since when' }, { type: String, format: 'date-time' })
  since: string;

  @SentField({ description: 'until when; null: until it is taken back', nullable: true }, { type: String, format: 'date-time' })
  until: string | null;

  @SentField(
    { description: 'false: the config has no such thing any more; it counts again if that comes back' },
    { type: Boolean },
  )
  applies: boolean;
}

export class OverridesDto {
  @ListField(() => OverrideDto, { description: 'overrides in force, the newest last' })
  overrides: OverrideDto[];
}
