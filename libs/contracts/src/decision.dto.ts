import { ListField, SentField } from './fields.js';

export class VoteDto {
  @SentField({ description: 'the agent', example: 'fra-1' }, { type: String })
  agent: string;

  @SentField(
    { description: 'what it says now; unknown when it is silent', example: 'down' },
    { type: String, enum: ['up', 'down', 'unknown'] },
  )
  value: string;

  @SentField(
    { description: 'milliseconds since its last evidence; null: it has none', example: 1200, nullable: true },
    { type: Number },
  )
  age_ms: number | null;

  @SentField({ description: 'failures among the last `window` results', example: 1 }, { type: 'integer' })
  failures: number;

  @SentField({ description: 'successes in a row', example: 0 }, { type: 'integer' })
  successes: number;

  @SentField({ description: 'latency of the last check, milliseconds', example: 12.3, nullable: true }, { type: Number })
  latency_ms: number | null;

  @SentField(
    { description: 'why the last check failed or could not be performed', example: 'refused', nullable: true },
    { type: String },
  )
  reason: string | null;

  @SentField({ description: 'it stands from before the start of the master' }, { type: Boolean })
  provisional: boolean;

  @SentField({ description: 'why it does not count; null: it does', example: 'maintenance', nullable: true }, { type: String })
  set_aside: string | null;

  @SentField(
    {
      description: 'why it would be set aside, if as many others voted as must; null: it would not',
      example: null,
      nullable: true,
    },
    { type: String },
  )
  counts_despite: string | null;

  @SentField({ description: 'it is among the votes that say up or down' }, { type: Boolean })
  counts: boolean;

  @SentField({ description: 'it says something else than the verdict' }, { type: Boolean })
  differs: boolean;

  @SentField(
    { description: 'its last results, newest last, at most `window` of them: o for ok, x for failed', example: 'oox' },
    { type: String },
  )
  results: string;
}

/** k of n: up when u ≥ k, down when u + m < k. */
export class TallyDto {
  @SentField({ description: 'u: votes that say up', example: 2 }, { type: 'integer' })
  up: number;

  @SentField({ description: 'd: votes that say down', example: 1 }, { type: 'integer' })
  down: number;

  @SentField({ description: 'm: votes that are missing (only with on_silence hold)', example: 0 }, { type: 'integer' })
  missing: number;

  @SentField({ description: 'n = u + d + m', example: 3 }, { type: 'integer' })
  electorate: number;

  @SentField({ description: 'k: how many must say up', example: 2 }, { type: 'integer' })
  needed: number;

  @SentField({ description: 'with fewer voters there is no verdict', example: 1 }, { type: 'integer' })
  enough: number;

  @SentField({ description: 'voters that are set aside', example: 0 }, { type: 'integer' })
  set_aside: number;
}

export class TargetDecisionDto {
  @SentField({ description: 'address', example: '192.0.2.10' }, { type: String })
  ip: string;

  @SentField({ description: 'port that is checked; null: none', example: 443, nullable: true }, { type: 'integer' })
  port: number | null;

  @SentField({ description: 'its tier', example: 1 }, { type: 'integer' })
  priority: number;

  @SentField({ description: 'its weight in a draw', example: 1 }, { type: 'integer' })
  weight: number;

  @SentField({ description: 'what the votes say' }, { type: String, enum: ['up', 'down', 'unknown'] })
  verdict: string;

  @SentField({ description: 'milliseconds since the verdict became this', example: 60000 }, { type: Number })
  for_ms: number;

  @SentField(
    { description: 'why a verdict stands that the votes do not give; null: they do', nullable: true },
    { type: String, enum: ['undecided', 'silence', 'provisional', 'brake'] },
  )
  held: string | null;

  @SentField(
    { description: '`in`: as its verdict says; else what the config or an operator made of it' },
    { type: String, enum: ['in', 'disabled', 'maintenance', 'forced_up', 'forced_down', 'drain'] },
  )
  service: string;

  @SentField({ description: 'it counts as up: verdict, override and brake together' }, { type: Boolean })
  in_force: boolean;

  @SentField({ description: 'its address is answered' }, { type: Boolean })
  answered: boolean;

  @SentField({ description: 'the verdict in words', example: '2 of 3 say up, 2 are needed' }, { type: String })
  reason: string;

  @SentField({ description: 'the arithmetic' }, { type: () => TallyDto })
  tally: TallyDto;

  @ListField(() => VoteDto, { description: 'each agent’s vote' })
  votes: VoteDto[];

  @SentField(
    { description: 'tags whose agents all call it down while all others call it up: a path fault', example: [] },
    { type: String, isArray: true },
  )
  path_faults: string[];
}

export class BrakeDto {
  @SentField({ description: 'since when it is on' }, { type: String, format: 'date-time' })
  since: string;

  @SentField({ description: 'when it ends by itself', nullable: true }, { type: String, format: 'date-time' })
  until: string | null;

  @SentField({ description: 'why it is on', example: '21 of 30 targets went down within 60 s' }, { type: String })
  why: string;
}

/** What a domain answers now, and why. */
export class DecisionDto {
  @SentField({ description: 'fully qualified name, without the final dot', example: 'webmail.failover' }, { type: String })
  domain: string;

  @SentField(
    { description: 'worst first: fallback, frozen, unknown, degraded, healthy' },
    { type: String, enum: ['fallback', 'frozen', 'unknown', 'degraded', 'healthy'] },
  )
  state: string;

  @SentField({ description: 'what operators did to it, beside the state', example: ['drain'] }, { type: String, isArray: true })
  tags: string[];

  @SentField({ description: 'the policy', example: 'quorum' }, { type: String })
  policy: string;

  @SentField({ description: 'what is answered, both families', example: ['192.0.2.10'] }, { type: String, isArray: true })
  addresses: string[];

  @SentField(
    { description: 'weight of each address in the draw; null: all are answered alike', example: [1], nullable: true },
    { type: Number, isArray: true },
  )
  weights: number[] | null;

  @SentField({ description: 'records of one family in one answer; null: all', example: 2, nullable: true }, { type: 'integer' })
  max_answers: number | null;

  @SentField(
    { description: 'where the addresses come from' },
    { type: String, enum: ['targets', 'fallback', 'all_targets', 'last_good', 'nodata', 'servfail'] },
  )
  source: string;

  @SentField({ description: 'why that source' }, { type: String, enum: ['up', 'panic', 'all_down'] })
  cause: string;

  @SentField({ description: 'TTL of the answer, seconds', example: 5 }, { type: 'integer' })
  ttl: number;

  @SentField({ description: 'the setting that the TTL comes from' }, { type: String, enum: ['ttl', 'fallback_ttl'] })
  ttl_from: string;

  @SentField(
    { description: 'the tier that is answered; null: tiers are not selected', example: 1, nullable: true },
    { type: 'integer' },
  )
  tier: number | null;

  @SentField({ description: 'which targets are answered, in words', example: 'every target that is up' }, { type: String })
  selection: string;

  @SentField({ description: 'the whole in one line', example: '192.0.2.10 is up' }, { type: String })
  reason: string;

  @SentField(
    { description: 'when it ends if nothing is heard; null: never', nullable: true },
    { type: String, format: 'date-time' },
  )
  holds_until: string | null;

  @SentField({ description: 'the mass-failure brake, while it is on', nullable: true }, { type: () => BrakeDto })
  brake: BrakeDto | null;

  @ListField(() => TargetDecisionDto, { description: 'every target, in the config’s order' })
  targets: TargetDecisionDto[];
}
