import {
  AddressField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  PortField,
  SentField,
  TextField,
  TimestampField,
} from './fields.js';

/** `ok`: the check passed. `fail`: the target did not pass it. `error`: the agent could not perform it, which is no evidence about the target. */
export const REPORT_STATUSES = ['ok', 'fail', 'error'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

export const MAX_BATCH = 1000;

/** The result of one check, without the agent's name. */
class ResultDto {
  @TimestampField({
    description: 'when the check ended, by the agent’s clock; shown to people and decides nothing',
    example: '2026-01-02T03:04:05.678Z',
  })
  timestamp: string;

  @TextField({ description: 'the task’s check_name', example: 'webmail.failover:192.0.2.10:443', maxLength: 512 })
  check_name: string;

  @TextField({ description: 'the task’s domain', example: 'webmail.failover' })
  domain: string;

  @TextField({ description: 'the task’s type', example: 'tcp', maxLength: 32 })
  type: string;

  @AddressField({ description: 'the task’s target_ip', example: '192.0.2.10' })
  target_ip: string;

  @PortField({ description: 'the task’s port; null where it has none', example: 443, nullable: true })
  port?: number | null;

  @ChoiceField(REPORT_STATUSES, { description: 'ok, fail, or error (the agent could not perform the check)', example: 'ok' })
  status: ReportStatus;

  @NumberField({ description: 'how long the check took, in milliseconds', example: 12.34, nullable: true, min: 0 })
  latency_ms?: number | null;

  @TextField({ description: 'why it failed', example: 'refused', nullable: true, maxLength: 1024 })
  reason?: string | null;
}

/** Body of `POST /api/v1/report`: one result of one agent. */
export class ReportDto extends ResultDto {
  @TextField({ description: 'name of the agent', example: 'fra-1' })
  agent_id: string;
}

/** One result inside a batch. */
export class BatchedReportDto extends ResultDto {
  @IntegerField({
    description: 'number of this result since the agent’s start; one that was seen is dropped',
    example: 17,
    min: 0,
  })
  seq: number;
}

/** Body of `POST /api/v1/reports`: several results of one agent. */
export class ReportBatchDto {
  @TextField({ description: 'name of the agent', example: 'fra-1' })
  agent_id: string;

  @TextField({
    description: 'chosen anew at every start of the agent: sequence numbers count from there',
    example: '6d1f0c3a',
    maxLength: 64,
  })
  boot_id: string;

  @TimestampField({
    description: 'when the batch left, by the agent’s clock: a result is `sent_at − timestamp` old on arrival',
    example: '2026-01-02T03:04:05.700Z',
  })
  sent_at: string;

  @ListField(() => BatchedReportDto, { description: `at most ${MAX_BATCH} results, oldest first`, maxItems: MAX_BATCH })
  reports: BatchedReportDto[];
}

/** Reply to `POST /api/v1/report`. */
export class ReportAcceptedDto {
  @SentField({ description: 'always ok', example: 'ok' }, { type: String, enum: ['ok'] })
  status: 'ok';
}

export class RejectedReportDto {
  @SentField({ description: 'place in the batch, from 0', example: 3 }, { type: 'integer' })
  index: number;

  @SentField({ description: 'why it was not taken', example: 'unknown domain "mail.failover"' }, { type: String })
  reason: string;
}

/** Reply to `POST /api/v1/reports`. */
export class BatchAcceptedDto {
  @SentField({ description: 'how many results were taken', example: 12 }, { type: 'integer' })
  accepted: number;

  @ListField(() => RejectedReportDto, { description: 'the results that were not taken' })
  rejected: RejectedReportDto[];

  @SentField(
    {
      description: 'ETag of the agent’s task set; another one than the agent holds means: ask for /tasks',
      example: '"a1b2c3d4"',
    },
    { type: String },
  )
  tasks_version: string;
}
