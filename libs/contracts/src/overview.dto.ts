import { ListField, SentField } from './fields.js';
import { EventDto } from './event.dto.js';

/** Worst first. */
export const DOMAIN_STATE_NAMES = ['fallback', 'frozen', 'unknown', 'degraded', 'healthy'] as const;
const STATE = { type: String, enum: [...DOMAIN_STATE_NAMES] };

export class StateSpanDto {
  @SentField({ description: 'since when, milliseconds since 1970', example: 1767319445678 }, { type: 'integer' })
  at: number;

  @SentField(
    { description: 'the state from then on; `gap`: the master did not run' },
    { type: String, enum: [...DOMAIN_STATE_NAMES, 'gap'] },
  )
  state: (typeof DOMAIN_STATE_NAMES)[number] | 'gap';
}

export class OverrideCountsDto {
  @SentField({ description: 'targets in maintenance', example: 1 }, { type: 'integer' })
  maintenance: number;

  @SentField({ description: 'targets that are drained', example: 0 }, { type: 'integer' })
  drain: number;

  @SentField({ description: 'targets that are forced up', example: 0 }, { type: 'integer' })
  force_up: number;

  @SentField({ description: 'targets that are forced down', example: 0 }, { type: 'integer' })
  force_down: number;
}

/** A domain in one row. */
export class DomainRowDto {
  @SentField({ description: 'fully qualified name, without the final dot', example: 'webmail.failover' }, { type: String })
  domain: string;

  @SentField({ description: 'its zone', example: 'failover' }, { type: String })
  zone: string;

  @SentField({ description: 'worst first: fallback, frozen, unknown, degraded, healthy' }, STATE)
  state: (typeof DOMAIN_STATE_NAMES)[number];

  @SentField({ description: 'since when it is in this state' }, { type: String, format: 'date-time' })
  since: string;

  @SentField(
    { description: 'the state before; null: it is new, or that is not known any more', example: 'healthy', nullable: true },
    { type: String, enum: [...DOMAIN_STATE_NAMES, 'gap'] },
  )
  before: (typeof DOMAIN_STATE_NAMES)[number] | 'gap' | null;

  @SentField(
    {
      description: 'why it is not healthy, in one line; empty: it is',
      example: '192.0.2.11:443: refused, say 4 of 5 agents.',
    },
    { type: String },
  )
  reason: string;

  @SentField({ description: 'what is answered now', example: ['192.0.2.10'] }, { type: String, isArray: true })
  addresses: string[];

  @SentField(
    { description: 'where the addresses come from' },
    { type: String, enum: ['targets', 'fallback', 'all_targets', 'last_good', 'nodata', 'servfail'] },
  )
  source: string;

  @SentField({ description: 'TTL of the answer, seconds', example: 5 }, { type: 'integer' })
  ttl: number;

  @SentField({ description: 'targets in service that are up', example: 2 }, { type: 'integer' })
  up: number;

  @SentField(
    { description: 'targets in service: neither disabled nor taken out by an operator', example: 3 },
    { type: 'integer' },
  )
  in_service: number;

  @SentField({ description: 'targets in the config', example: 4 }, { type: 'integer' })
  total: number;

  @SentField(
    { description: 'its targets in the config’s order, as `ip:port`', example: ['192.0.2.10:443'] },
    { type: String, isArray: true },
  )
  targets: string[];

  @SentField({ description: 'targets under each kind of override' }, { type: () => OverrideCountsDto })
  overrides: OverrideCountsDto;

  @SentField({ description: 'tags of the domain in the config', example: ['eu'] }, { type: String, isArray: true })
  tags: string[];

  @SentField({ description: 'the kind of its first check', example: 'tcp' }, { type: String })
  check: string;

  @SentField({ description: 'the policy', example: 'quorum' }, { type: String })
  policy: string;

  @SentField(
    { description: 'targets in service that are not up, as `ip:port`', example: ['192.0.2.11:443'] },
    { type: String, isArray: true },
  )
  failing: string[];

  @ListField(() => StateSpanDto, {
    description:
      'its states of the last 24 h, oldest first; the first may have begun before, and before it the domain did not exist',
  })
  spans: StateSpanDto[];

  @SentField(
    {
      description: 'how many states these were; above 120 `spans` has fewer: the worst of each part of the day, and the last one',
      example: 3,
    },
    { type: 'integer' },
  )
  span_count: number;
}

/** Reply to `GET /api/v1/overview/domains`. */
export class DomainRowsDto {
  @ListField(() => DomainRowDto, { description: 'every domain, the worst first, within a state the newest' })
  domains: DomainRowDto[];
}

/** Data of an event `domains` of `GET /api/v1/events/stream?page=1`. */
export class DomainChangesDto {
  @ListField(() => DomainRowDto, { description: 'rows that are others now' })
  domains: DomainRowDto[];

  @SentField({ description: 'domains that are gone', example: ['old.failover'] }, { type: String, isArray: true })
  removed: string[];

  @SentField({ description: 'true: too many changed, all rows are to be read anew' }, { type: Boolean })
  reread: boolean;
}

/** Data of an event `heartbeat`. */
export class HeartbeatDto {
  @SentField({ description: 'the master’s time of day' }, { type: String, format: 'date-time' })
  at: string;
}

export class StateCountsDto {
  @SentField({ description: 'domains on fallback', example: 0 }, { type: 'integer' })
  fallback: number;

  @SentField({ description: 'domains whose answer is held', example: 0 }, { type: 'integer' })
  frozen: number;

  @SentField({ description: 'domains without evidence', example: 0 }, { type: 'integer' })
  unknown: number;

  @SentField({ description: 'domains with a target in service that is not up', example: 1 }, { type: 'integer' })
  degraded: number;

  @SentField({ description: 'domains whose targets in service are all up', example: 41 }, { type: 'integer' })
  healthy: number;
}

export class CauseDto {
  @SentField(
    { description: 'a failing target, five or more in one /24 or /64, or a silent agent' },
    { type: String, enum: ['target', 'prefix', 'agent'] },
  )
  kind: string;

  @SentField({ description: 'the target, the prefix or the agent', example: '192.0.2.44:443' }, { type: String })
  name: string;

  @SentField(
    {
      description: 'what is the matter with it; of a prefix with how many of its targets, where they differ',
      example: 'refused',
    },
    { type: String },
  )
  what: string;

  @SentField({ description: 'the worst state of its domains' }, STATE)
  state: (typeof DOMAIN_STATE_NAMES)[number];

  @SentField({ description: 'since when the first of its domains is in trouble' }, { type: String, format: 'date-time' })
  since: string;

  @SentField({ description: 'failing targets; 1 for a target, 0 for an agent', example: 1 }, { type: 'integer' })
  targets: number;

  @SentField(
    { description: 'the domains it explains, each in one cause alone', example: ['webmail.failover'] },
    { type: String, isArray: true },
  )
  domains: string[];
}

export class AgentCountsDto {
  @SentField({ description: 'agents that are heard', example: 3 }, { type: 'integer' })
  active: number;

  @SentField({ description: 'agents that are silent for the timeout', example: 0 }, { type: 'integer' })
  suspect: number;

  @SentField({ description: 'agents that are silent for the grace', example: 0 }, { type: 'integer' })
  lost: number;

  @SentField({ description: 'agents that the config names and that never came', example: 0 }, { type: 'integer' })
  unseen: number;
}

export class RefusedReloadDto {
  @SentField({ description: 'when' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'why, in one sentence', example: 'config.yaml has 1 fault' }, { type: String })
  text: string;

  @SentField(
    { description: 'the file of the first fault; null: there is none', example: 'config.yaml', nullable: true },
    { type: String },
  )
  file: string | null;

  @SentField({ description: 'the line of the first fault; null: there is none', example: 7, nullable: true }, { type: 'integer' })
  line: number | null;

  @SentField(
    {
      description: 'the first fault, with its place; null: there is none',
      example: 'config.yaml:7:9: dns.listen_port: found 70000, expected a whole number from 1 to 65535',
      nullable: true,
    },
    { type: String },
  )
  fault: string | null;
}

export class OverviewConfigDto {
  @SentField({ description: 'since when it is in force' }, { type: String, format: 'date-time' })
  loaded_at: string;

  @SentField(
    { description: 'names its tasks; the first seven characters tell it apart', example: '5c1d0f2a9b3e4d67' },
    { type: String },
  )
  version: string;

  @SentField(
    { description: 'the last reload, when it was refused; null: it was not', nullable: true },
    { type: () => RefusedReloadDto },
  )
  refused: RefusedReloadDto | null;

  @SentField(
    { description: 'when a config on trial goes back; null: none is', nullable: true },
    { type: String, format: 'date-time' },
  )
  confirm_until: string | null;

  @SentField({ description: 'keys whose change waits for a restart', example: ['dns.workers'] }, { type: String, isArray: true })
  waiting_for_restart: string[];
}

export class OverviewStorageDto {
  @SentField({ description: 'the file; null: nothing is kept', example: 'data/failover.db', nullable: true }, { type: String })
  path: string | null;

  @SentField(
    { description: 'what keeps things from being stored; null: nothing does', example: 'the disk is full', nullable: true },
    { type: String },
  )
  fault: string | null;

  @SentField({ description: 'size on the disk, bytes; null: not known', example: 4096000, nullable: true }, { type: 'integer' })
  bytes: number | null;

  @SentField({ description: 'days that history is kept', example: 30 }, { type: 'integer' })
  keep_days: number;
}

export class MasterFactsDto {
  @SentField({ description: 'the name of its host', example: 'dns-1' }, { type: String })
  name: string;

  @SentField({ description: 'its version', example: '0.1.0' }, { type: String })
  version: string;

  @SentField({ description: 'since when it runs' }, { type: String, format: 'date-time' })
  started_at: string;

  @SentField({ description: 'reading needs a token' }, { type: Boolean })
  viewers_need_token: boolean;

  @SentField({ description: 'operators can sign in: api.admin_token is set' }, { type: Boolean })
  operators: boolean;
}

export class OverviewBrakeDto {
  @SentField({ description: 'since when it is on' }, { type: String, format: 'date-time' })
  since: string;

  @SentField({ description: 'when it ends by itself', nullable: true }, { type: String, format: 'date-time' })
  until: string | null;

  @SentField({ description: 'why it is on', example: '21 of 30 targets went down within 60 s' }, { type: String })
  why: string;
}

/** Reply to `GET /api/v1/overview`: what a page says above its list. */
export class OverviewDto {
  @SentField({ description: 'the master’s time of day' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'domains by state' }, { type: () => StateCountsDto })
  states: StateCountsDto;

  @ListField(() => CauseDto, { description: 'what is behind the trouble, the largest first' })
  causes: CauseDto[];

  @SentField({ description: 'agents by state' }, { type: () => AgentCountsDto })
  agents: AgentCountsDto;

  @SentField({ description: 'the config in force' }, { type: () => OverviewConfigDto })
  config: OverviewConfigDto;

  @SentField({ description: 'where history is kept' }, { type: () => OverviewStorageDto })
  storage: OverviewStorageDto;

  @SentField({ description: 'DNS queries a second, of the last seconds', example: 18420 }, { type: Number })
  dns_queries_per_sec: number;

  @SentField({ description: 'overrides in force', example: 1 }, { type: 'integer' })
  overrides: number;

  @SentField({ description: 'the mass-failure brake, while it is on', nullable: true }, { type: () => OverviewBrakeDto })
  brake: OverviewBrakeDto | null;

  @SentField({ description: 'the master itself' }, { type: () => MasterFactsDto })
  master: MasterFactsDto;

  @SentField({ description: 'the zones, by name', example: ['failover'] }, { type: String, isArray: true })
  zones: string[];

  @ListField(() => EventDto, { description: 'what just happened, newest first' })
  latest: EventDto[];
}
