import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { CHECK_PARAMS } from './check-params.js';
import { ListField, SentField } from './fields.js';

/** What a target is probed with. A new mode is one row here and one prober file in the agent. */
export const CHECK_TYPES = ['tcp', 'http', 'https', 'icmp'] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

const PARAMS = Object.values(CHECK_PARAMS);

/** One check that an agent runs against one target. */
@ApiExtraModels(...PARAMS)
export class TaskDto {
  @SentField(
    {
      description: 'domain:ip:port, with `icmp` in the place of the port where there is none',
      example: 'webmail.failover:192.0.2.10:443',
    },
    { type: String },
  )
  check_name: string;

  @SentField({ description: 'the domain whose answer follows this check', example: 'webmail.failover' }, { type: String })
  domain: string;

  @SentField({ description: 'the address that may be answered, and that is probed', example: '192.0.2.10' }, { type: String })
  target_ip: string;

  @SentField({ description: 'port; null for checks without one (icmp)', example: 443, nullable: true }, { type: 'integer' })
  port: number | null;

  @SentField({ description: 'the kind of check', example: 'tcp' }, { type: String, enum: [...CHECK_TYPES] })
  type: CheckType;

  @SentField({ description: 'seconds after which a check without a result has failed', example: 5 }, { type: Number })
  timeout_sec: number;

  @SentField({ description: 'seconds from the start of one check to the start of the next', example: 30 }, { type: Number })
  interval_sec: number;

  @SentField(
    { description: 'what the check is told besides, by its type; a key that is missing has its default', example: {} },
    { required: false, oneOf: PARAMS.map((params) => ({ $ref: getSchemaPath(params) })) },
  )
  params?: object;
}

/** Reply to `GET /api/v1/tasks`. */
export class TasksDto {
  @ListField(() => TaskDto, { description: 'every check that this agent is asked to run' })
  tasks: TaskDto[];
}
