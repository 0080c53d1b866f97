import { ConfigFileDto, FindingDto } from './finding.dto.js';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  SentField,
  TextField,
  TextListField,
} from './fields.js';

export const SUPPOSED_ACTIONS = [
  'maintenance',
  'drain',
  'force_up',
  'force_down',
  'release',
  'failback',
  'release_brake',
] as const;

/** An operator's word that is only supposed: about a domain, an agent, a tag, or (`release_brake`) none of them. */
export class SupposedOverrideDto {
  @TextField({ description: 'the domain', example: 'webmail.failover', nullable: true })
  domain?: string | null;

  @TextField({ description: 'an address of it; null: the whole domain', example: '192.0.2.10', nullable: true })
  target?: string | null;

  @TextField({ description: 'an agent, for maintenance or release', example: 'fra-1', nullable: true })
  agent?: string | null;

  @TextField({ description: 'a tag of agents, for maintenance or release', example: 'eu', nullable: true })
  tag?: string | null;

  @ChoiceField(SUPPOSED_ACTIONS, { description: 'what is done', example: 'maintenance' })
  action: (typeof SUPPOSED_ACTIONS)[number];
}

/** Body of `POST /api/v1/simulate`. */
export class SimulateRequestDto {
  @TextField({
    description: 'a config (YAML) in place of the one in force; needs an operator',
    example: 'zones:\n  - name: failover\n',
    nullable: true,
    maxLength: 900_000,
  })
  config?: string | null;

  @ListField(() => ConfigFileDto, {
    description: 'the YAML files that the config includes; without `config`: those of a folder',
    nullable: true,
    maxItems: 1000,
  })
  files?: ConfigFileDto[] | null;

  @TextListField({
    description: 'targets that every agent calls down: `ip`, `ip:port`, `domain/ip` or `domain/ip:port`',
    example: ['192.0.2.10'],
    nullable: true,
    maxItems: 10_000,
  })
  targets_down?: string[] | null;

  @TextListField({ description: 'agents that are not heard any more', example: ['fra'], nullable: true, maxItems: 10_000 })
  agents_lost?: string[] | null;

  @NumberField({ description: 'seconds that pass meanwhile', min: 0, max: 31_536_000, example: 60, nullable: true })
  advance_sec?: number | null;

  @ListField(() => SupposedOverrideDto, {
    description: 'what operators do, in this order; `target` is left out for a whole domain',
    nullable: true,
    maxItems: 1000,
  })
  overrides?: SupposedOverrideDto[] | null;

  @IntegerField({ description: 'how many domains are listed at most; default: all', example: 100, min: 0, nullable: true })
  limit?: number | null;

  @BooleanField({ description: 'list also the domains whose answer stays as it is', nullable: true })
  all?: boolean | null;
}

export class SimulatedAnswerDto {
  @SentField({ description: 'the state', example: 'degraded' }, { type: String })
  state: string;

  @SentField({ description: 'what is answered', example: ['192.0.2.11'] }, { type: String, isArray: true })
  addresses: string[];

  @SentField(
    { description: 'weight of each address in the draw; null: all are answered alike', example: [1], nullable: true },
    { type: Number, isArray: true },
  )
  weights: number[] | null;

  @SentField({ description: 'records of one family in one answer; null: all', example: 2, nullable: true }, { type: 'integer' })
  max_answers: number | null;

  @SentField({ description: 'where the addresses come from', example: 'targets' }, { type: String })
  source: string;

  @SentField({ description: 'TTL, seconds', example: 5 }, { type: 'integer' })
  ttl: number;

  @SentField({ description: 'why, in one line', example: '192.0.2.11 is up' }, { type: String })
  reason: string;
}

export class SimulatedDomainDto {
  @SentField({ description: 'the domain', example: 'webmail.failover' }, { type: String })
  domain: string;

  @SentField({ description: 'its answer or state would be another' }, { type: Boolean })
  changed: boolean;

  @SentField({ description: 'now; null: the domain is new', nullable: true }, { type: () => SimulatedAnswerDto })
  now: SimulatedAnswerDto | null;

  @SentField({ description: 'then; null: the domain is gone', nullable: true }, { type: () => SimulatedAnswerDto })
  then: SimulatedAnswerDto | null;

  @SentField(
    { description: 'addresses that are answered then and not now', example: ['192.0.2.11'] },
    { type: String, isArray: true },
  )
  added: string[];

  @SentField(
    { description: 'addresses that are answered now and not then', example: ['192.0.2.10'] },
    { type: String, isArray: true },
  )
  removed: string[];

  @SentField({ description: 'the answer is the same, and a target has fewer votes that say up' }, { type: Boolean })
  weaker: boolean;
}

/** Reply to `POST /api/v1/simulate`. */
export class SimulationDto {
  @SentField({ description: 'domains that were looked at', example: 42 }, { type: 'integer' })
  looked_at: number;

  @SentField({ description: 'domains whose answer or state would be another', example: 1 }, { type: 'integer' })
  changed: number;

  @SentField(
    { description: 'those of them whose records would be others; the rest change their state alone', example: 1 },
    { type: 'integer' },
  )
  other_answers: number;

  @SentField(
    {
      description: 'domains of which no target would be answered (fallback, no address, SERVFAIL), and some are now',
      example: 0,
    },
    { type: 'integer' },
  )
  to_fallback: number;

  @SentField({ description: 'domains that stay as they are with fewer votes that say up', example: 1 }, { type: 'integer' })
  unchanged_weaker: number;

  @SentField({ description: 'domains that notice nothing', example: 40 }, { type: 'integer' })
  unchanged: number;

  @SentField(
    {
      description: 'why the mass-failure brake is on then, so that what was last answered stays; null: it is off',
      example: '3 of 4 targets left service within 60 s, more than 50 %',
      nullable: true,
    },
    { type: String },
  )
  brake: string | null;

  @SentField(
    { description: 'the first hundred of those that stay with fewer votes', example: ['webmail.failover'] },
    { type: String, isArray: true },
  )
  weaker: string[];

  @ListField(() => SimulatedDomainDto, {
    description: 'domains that change (all of them with `all`), the worst first, as many as `limit` says',
  })
  domains: SimulatedDomainDto[];
}

/** Body of `POST /api/v1/config/plan`. */
export class PlanRequestDto {
  @TextField({
    description: 'the config (YAML) that is planned',
    example: 'zones:\n  - name: failover\n',
    nullable: true,
    maxLength: 900_000,
  })
  config?: string | null;

  @ListField(() => ConfigFileDto, {
    description: 'the YAML files that it includes; without `config`: those of a folder',
    nullable: true,
    maxItems: 1000,
  })
  files?: ConfigFileDto[] | null;

  @BooleanField({ description: 'the files as they stand on the master’s disk: what a reload would do', nullable: true })
  on_disk?: boolean | null;
}

/** An agent whose tasks would be others. */
export class PlannedAgentDto {
  @SentField({ description: 'name of the agent', example: 'fra-1' }, { type: String })
  id: string;

  @SentField({ description: 'its tags, as they would be', example: ['eu'] }, { type: String, isArray: true })
  tags: string[];

  @SentField({ description: 'tasks that it has now', example: 12 }, { type: 'integer' })
  tasks: number;

  @SentField({ description: 'tasks that it would get', example: 2 }, { type: 'integer' })
  gains: number;

  @SentField({ description: 'tasks that it would lose', example: 0 }, { type: 'integer' })
  loses: number;
}

/** Reply to `POST /api/v1/config/plan`. */
export class PlanDto {
  @ListField(() => SimulatedDomainDto, { description: 'domains that come, go, or answer otherwise at once' })
  domains: SimulatedDomainDto[];

  @ListField(() => PlannedAgentDto, {
    description:
      'agents that would gain or lose tasks, by name: those that a config names, and those that asked for their tasks under a name',
  })
  agents: PlannedAgentDto[];

  @ListField(() => FindingDto, { description: 'lints: what works, but hardly as it was meant' })
  lints: FindingDto[];
}
