import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { CHECK_PARAMS } from './check-params.js';
import { ListField, SentField } from './fields.js';

/** What a target is probed with. A new mode is one row here and in `CHECK_PARAMS`, and one prober file in the agent. */
export const CHECK_TYPES = ['tcp', 'http', 'https', 'icmp', 'tls', 'dns', 'udp', 'grpc', 'exec'] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

/** A number: the port of a target that names none. `required`: it must name one. `none`: the check has none. */
export const CHECK_PORTS: Readonly<Record<CheckType, number | 'required' | 'none'>> = {
  tcp: 'required',
  http: 80,
  https: 443,
  icmp: 'none',
  tls: 443,
  dns: 53,
  udp: 'required',
  grpc: 'required',
  exec: 'none',
};

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

  @SentField({ description: 'port; null for checks without one (icmp, exec)', example: 443, nullable: true }, { type: 'integer' })
  port: number | null;

  @SentField({ description: 'the kind of check', example: 'tcp' }, { type: String, enum: [...CHECK_TYPES] })
  type: CheckType;

  @SentField({ description: 'seconds after which a check without a result has failed', example: 5 }, { type: Number })
  timeout_sec: number;

  @SentField({ description: 'seconds from the start of one check to the start of the next', example: 30 }, { type: Number })
  interval_sec: number;

  @SentField(
    {
      description: 'seconds from a check to the next after a result that differs from the last; missing: the interval',
      example: 5,
    },
    { type: Number, required: false },
  )
  fast_interval_sec?: number;

  @SentField(
    { description: 'beside fast_interval_sec: passes in a row after which a turn is settled', example: 1 },
    { type: 'integer', required: false },
  )
  rise?: number;

  @SentField(
    { description: 'beside fast_interval_sec: failures in a row after which a turn is settled', example: 2 },
    { type: 'integer', required: false },
  )
  fall?: number;

  @SentField(
    {
      description:
        'checks are to begin when the clock in `X-Failover-Clock` shows this, plus any number of intervals, in seconds; so that agents look in turn; missing: whenever',
      example: 12.5,
    },
    { type: Number, required: false },
  )
  phase_sec?: number;

  @SentField(
    { description: 'what the check is told besides, by its type; a key that is missing has its default', example: {} },
    { required: false, anyOf: PARAMS.map((params) => ({ $ref: getSchemaPath(params) })) },
  )
  params?: object;
}

/** Reply to `GET /api/v1/tasks`. */
export class TasksDto {
  @ListField(() => TaskDto, { description: 'every check that this agent is asked to run' })
  tasks: TaskDto[];
}
