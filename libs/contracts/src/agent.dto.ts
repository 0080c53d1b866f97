import { ListField, SentField } from './fields.js';
import { OverrideDto } from './override.dto.js';

export const AGENT_STATES = ['active', 'suspect', 'lost', 'unseen'] as const;

export class DisagreementDto {
  @SentField({ description: 'targets that it calls down and most others up', example: 0 }, { type: 'integer' })
  disputed: number;

  @SentField({ description: 'targets on which the others have a majority to compare it with', example: 4 }, { type: 'integer' })
  comparable: number;
}

/** An agent as the master knows it. */
export class AgentDto {
  @SentField({ description: 'name of the agent', example: 'fra-1' }, { type: String })
  id: string;

  @SentField(
    { description: 'its tags: the config’s for a named agent, else those that it asked its tasks with', example: ['eu'] },
    { type: String, isArray: true },
  )
  tags: string[];

  @SentField({ description: 'the config names it: only its own token speaks for it', example: true }, { type: Boolean })
  named: boolean;

  @SentField(
    {
      description:
        'active: heard lately · suspect: nothing came for the longest timeout_sec of the domains that it votes on · lost: nothing for their longest agent_grace_sec · unseen: the config names it, and it never came',
      example: 'active',
    },
    { type: String, enum: [...AGENT_STATES] },
  )
  state: (typeof AGENT_STATES)[number];

  @SentField(
    { description: 'it calls down what most others call up: its votes are set aside where enough others vote', example: false },
    { type: Boolean },
  )
  suspect_vantage: boolean;

  @SentField(
    {
      description:
        'an operator’s word about it, or about one of its tags: its votes are set aside where enough others vote; null: none',
      nullable: true,
    },
    { type: () => OverrideDto },
  )
  maintenance: OverrideDto | null;

  @SentField(
    {
      description: 'when anything came from it last; null: never since the start',
      example: '2026-01-02T03:04:05.700Z',
      nullable: true,
    },
    { type: String, format: 'date-time' },
  )
  last_seen: string | null;

  @SentField(
    {
      description: 'its clock minus the master’s, milliseconds; no decision hangs on it; null: it never sent its time',
      example: -12,
      nullable: true,
    },
    { type: 'integer' },
  )
  clock_offset_ms: number | null;

  @SentField(
    {
      description:
        'how long its results waited for their report, milliseconds, by its own clock: a moving mean; null: none came in batches',
      example: 100,
      nullable: true,
    },
    { type: 'integer' },
  )
  lag_ms: number | null;

  @SentField({ description: 'results that were taken from it since the start', example: 1234 }, { type: 'integer' })
  reports: number;

  @SentField({ description: 'results that were taken from it within the last minute, about', example: 24 }, { type: 'integer' })
  reports_per_min: number;

  @SentField(
    { description: 'how it compared with the others in the last round; null: there was nothing to compare', nullable: true },
    { type: () => DisagreementDto },
  )
  disagreement: DisagreementDto | null;

  @SentField({ description: 'targets that it has a vote about', example: 4 }, { type: 'integer' })
  targets: number;
}

/** Reply to `GET /api/v1/agents`. */
export class AgentsDto {
  @ListField(() => AgentDto, { description: 'every agent that the config names or that was heard of, by name' })
  agents: AgentDto[];
}
