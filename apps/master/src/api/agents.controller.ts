import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AgentDto, AgentsDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { agentState, dutiesOf, type Duty } from '../health/agents-duties.js';
import { type AgentRecord, Agents } from '../health/agents.js';
import { Attribution } from '../health/attribution.js';
import { Clock } from '../health/clock.js';
import { DomainStates } from '../health/domain-states.js';
import { type OverrideRecord, Overrides } from '../health/overrides.js';
import { overrideView } from './decision-view.js';
import { ForViewers } from './who-may-call.js';

@ApiTags('agents')
@Controller('api/v1/agents')
@ForViewers()
export class AgentsController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly agents: Agents,
    private readonly attribution: Attribution,
    private readonly states: DomainStates,
    private readonly overrides: Overrides,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getAgents',
    summary: 'Who checks: their state, clocks, and disagreement with the others',
    description: 'Agents that the config names, and those that were heard of since the start.',
  })
  @ApiOkResponse({ type: AgentsDto })
  async all(): Promise<AgentsDto> {
    const { others, byAgent } = await dutiesOf(this.config.value.domains.values(), this.states);
    const names = new Set(this.config.value.agents.map(({ id }) => id));
    const words = this.overrides.aboutAgents();
    const agents = [...this.agents.all()].map((record) => {
      const { id } = record;
      return this.view(record, names.has(id), byAgent.get(id) ?? others, words.get(id));
    });
    return { agents: agents.sort((one, other) => (one.id < other.id ? -1 : 1)) };
  }

  private view(record: AgentRecord, named: boolean, duty: Duty, word: OverrideRecord | undefined): AgentDto {
    const { id, tags, seenAt, clockOffsetMs, lagMs, reports, rate } = record;
    const comparison = this.attribution.comparisonOf(id);
    return {
      id,
      tags: [...tags],
      named,
      state: agentState(record, duty, this.clock.now()),
      suspect_vantage: this.attribution.isSuspect(id),
      maintenance: word === undefined ? null : overrideView(word, true),
      last_seen: seenAt === null ? null : this.clock.wallOf(seenAt).toISOString(),
      clock_offset_ms: clockOffsetMs === null ? null : Math.round(clockOffsetMs),
      lag_ms: lagMs === null ? null : Math.round(lagMs),
      reports,
      reports_per_min: Math.round(rate.perMinute(this.clock.now())),
      disagreement: comparison ? { disputed: comparison.disputed, comparable: comparison.comparable } : null,
      targets: duty.targets,
    };
  }
}
