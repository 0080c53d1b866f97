import { DecisionDto } from './decision.dto.js';
import { ListField, SentField } from './fields.js';
import { OVERRIDE_KINDS, OverrideDto } from './override.dto.js';

/** The worst-case failover time, as a sum. */
export class BoundDto {
  @SentField({ description: 'until enough agents have looked for the first time', example: 10000 }, { type: Number })
  first_look_ms: number;

  @SentField({ description: 'until they have failed often enough', example: 10000 }, { type: Number })
  confirm_ms: number;

  @SentField({ description: 'the timeout of the last check', example: 3000 }, { type: Number })
  check_ms: number;

  @SentField({ description: 'until the report is here', example: 100 }, { type: Number })
  report_ms: number;

  @SentField({ description: 'until it is decided', example: 10 }, { type: Number })
  decision_ms: number;

  @SentField({ description: 'the sum so far: until DNS answers otherwise', example: 23110 }, { type: Number })
  detect_ms: number;

  @SentField({ description: 'how long caches may keep the old answer', example: 5000 }, { type: Number })
  ttl_ms: number;

  @SentField({ description: 'the worst case for a client behind a cache', example: 28110 }, { type: Number })
  total_ms: number;
}

export class MeasuredFailoverDto {
  @SentField({ description: 'the target that left service', example: '192.0.2.10:443' }, { type: String })
  target: string;

  @SentField({ description: 'when' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'from the first failed check to the changed answer, milliseconds', example: 12345 }, { type: Number })
  ms: number;
}

/** How a domain's targets are checked. */
export class DomainCheckDto {
  @SentField({ description: 'kinds of the checks of its targets', example: ['tcp'] }, { type: String, isArray: true })
  types: string[];

  @SentField({ description: 'seconds from one check to the next', example: 10 }, { type: Number })
  interval_sec: number;

  @SentField({ description: 'seconds until a check has failed', example: 3 }, { type: Number })
  timeout_sec: number;

  @SentField(
    {
      description: 'seconds to the next check after a result that differs from the last; null: the interval',
      example: 2,
      nullable: true,
    },
    { type: Number },
  )
  fast_interval_sec: number | null;

  @SentField({ description: 'seconds that a vote is fresh', example: 40 }, { type: Number })
  vote_timeout_sec: number;

  @SentField({ description: 'successes in a row that bring a target back', example: 2 }, { type: 'integer' })
  rise: number;

  @SentField({ description: 'failures among the last `window` results that take it down', example: 2 }, { type: 'integer' })
  fall: number;

  @SentField({ description: 'how many results are looked at', example: 3 }, { type: 'integer' })
  window: number;

  @SentField({ description: 'what a vote that went stale means' }, { type: String, enum: ['fallback', 'hold'] })
  on_silence: string;

  @SentField(
    {
      description: 'what the config asks of the policy quorum, votes or a share; null: more than half, or another policy',
      example: '60%',
      nullable: true,
    },
    { type: String },
  )
  quorum: string | null;
}

/** An agent that checks the domain, or should. */
export class DomainAgentDto {
  @SentField({ description: 'name of the agent', example: 'fra-1' }, { type: String })
  id: string;

  @SentField(
    { description: 'active, suspect, lost or unseen, by the timeout and the grace of this domain' },
    { type: String, enum: ['active', 'suspect', 'lost', 'unseen'] },
  )
  state: string;

  @SentField({ description: 'its tags', example: ['eu'] }, { type: String, isArray: true })
  tags: string[];

  @SentField(
    { description: 'when anything came from it last; null: never since the start', nullable: true },
    { type: String, format: 'date-time' },
  )
  last_seen: string | null;

  @SentField(
    {
      description: 'why its votes are set aside here; null: they are not, or one counts despite that, as too few others vote',
      example: 'maintenance',
      nullable: true,
    },
    { type: String },
  )
  set_aside: string | null;
}

/** Reply to `GET /api/v1/domains/{domain}`. */
export class DomainDetailDto extends DecisionDto {
  @SentField({ description: 'since when it is in this state' }, { type: String, format: 'date-time' })
  since: string;

  @SentField(
    { description: 'why it is not healthy, in one line; empty: it is', example: '192.0.2.11:443 is down' },
    { type: String },
  )
  summary: string;

  @SentField({ description: 'what is answered when no target is', example: ['192.0.2.254'] }, { type: String, isArray: true })
  fallback: string[];

  @SentField({ description: 'TTL of the fallback, seconds', example: 30 }, { type: 'integer' })
  fallback_ttl: number;

  @SentField(
    { description: 'records as DNS answers them, both types', example: ['webmail.failover. 5 IN A 192.0.2.10'] },
    { type: String, isArray: true },
  )
  answer: string[];

  @SentField({ description: 'how it is checked' }, { type: () => DomainCheckDto })
  check: DomainCheckDto;

  @ListField(() => DomainAgentDto, { description: 'agents that check it, or should; by name' })
  agents: DomainAgentDto[];

  @SentField({ description: 'its zone', example: 'failover' }, { type: String })
  zone: string;

  @ListField(() => OverrideDto, { description: `overrides in force (${OVERRIDE_KINDS.join(', ')})` })
  overrides: OverrideDto[];

  @SentField({ description: 'the worst-case failover time' }, { type: () => BoundDto })
  bound: BoundDto;

  @ListField(() => MeasuredFailoverDto, { description: 'the last failovers that were measured, oldest first' })
  measured: MeasuredFailoverDto[];
}

/** Reply to `GET /api/v1/domains/{domain}/explain`. */
export class ExplanationDto extends DomainDetailDto {
  @SentField(
    { description: 'the records of the type asked for', example: ['webmail.failover. 5 IN A 192.0.2.10'] },
    { type: String, isArray: true },
  )
  records: string[];

  @SentField(
    { description: 'all of it as text, a line each', example: ['webmail.failover answers 192.0.2.10, TTL 5'] },
    { type: String, isArray: true },
  )
  text: string[];
}

export class TransitionDto {
  @SentField({ description: 'of the event', example: 1767319445678000 }, { type: 'integer' })
  id: number;

  @SentField({ description: 'when' }, { type: String, format: 'date-time' })
  at: string;

  @SentField(
    {
      description: 'the whole in one line',
      example: 'webmail.failover: 192.0.2.10:443 down → answering 192.0.2.11, TTL 5; 192.0.2.10:443 is down',
    },
    { type: String },
  )
  text: string;
}

/** Reply to `GET /api/v1/domains/{domain}`. */
export class DomainDto extends DomainDetailDto {
  @ListField(() => TransitionDto, {
    description: 'the last changes of its answer or state, newest first; `GET /api/v1/events` has all',
  })
  transitions: TransitionDto[];
}

/** Reply to `GET /api/v1/domains`. */
export class DomainsDto {
  @ListField(() => DecisionDto, { description: 'every domain' })
  domains: DecisionDto[];
}
