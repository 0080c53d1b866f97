import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { DomainDetailDto, DomainDto, DomainsDto, ExplanationDto, type TransitionDto } from '@failover-dns/contracts';
import { ADDRESS_TYPES, type AddressType, type Decision, recordsOf, summaryLine, targetName } from '@failover-dns/policies';
import { type FastifyReply } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { domainBound } from '../config/domain-bound.js';
import { type DomainConfig } from '../config/master-config.js';
import { Agents } from '../health/agents.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';
import { DomainStates } from '../health/domain-states.js';
import { FailoverTimes } from '../health/failover-times.js';
import { Overrides } from '../health/overrides.js';
import { EventLog } from '../history/event-log.js';
import { eventView } from '../history/event-view.js';
import { StateSpans } from '../history/state-spans.js';
import { checkView } from './check-view.js';
import { domainAgents } from './domain-agents.js';
import { boundView, explanationText } from './explanation.js';
import { decisionView, overrideView } from './decision-view.js';
import { Problem, Problems } from './problem.js';
import { ForViewers } from './who-may-call.js';

const NAME = { name: 'domain', description: 'its name, in any case, with or without the final dot', example: 'webmail.failover' };

const MOST_TRANSITIONS = 5;
/** Events of other kinds lie between them. */
const EVENTS_LOOKED_AT = 20;

const EXPLANATION = {
  'application/json': { schema: { $ref: getSchemaPath(ExplanationDto) } },
  'text/plain': { schema: { type: 'string' as const }, example: 'webmail.failover answers 192.0.2.10, TTL 5\n' },
};

@ApiTags('domains')
@Controller('api/v1/domains')
@ForViewers()
export class DomainsController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly overrides: Overrides,
    private readonly times: FailoverTimes,
    private readonly agents: Agents,
    private readonly states: DomainStates,
    private readonly spans: StateSpans,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getDomains',
    summary: 'Every domain with its decision and votes',
    description: 'In the order of the config; large where domains are many: `/api/v1/overview/domains` has a row each.',
  })
  @ApiOkResponse({ type: DomainsDto })
  all(): DomainsDto {
    return { domains: [...this.config.value.domains.values()].map((domain) => this.view(this.decisions.decideNow(domain))) };
  }

  @Get(':domain')
  @ApiOperation({
    operationId: 'getDomain',
    summary: 'One domain: decision, votes, overrides, the bound and measured failovers, the last transitions',
    description: 'Decided now, from the votes as they are.',
  })
  @ApiParam(NAME)
  @ApiOkResponse({ type: DomainDto })
  @Problems({ 404: 'no such domain' })
  async one(@Param('domain') name: string): Promise<DomainDto> {
    const transitions = await this.transitions(this.domain(name).name);
    const domain = this.domain(name);
    return { ...this.detail(domain, this.decisions.decideNow(domain)), transitions };
  }

  @Get(':domain/explain')
  @ApiOperation({
    operationId: 'explainDomain',
    summary: 'The whole reasoning behind an answer, as data and as text',
    description:
      'From the zone to the records: targets, votes, arithmetic, overrides, selection, TTL. `format=text` sends the text alone.',
  })
  @ApiParam(NAME)
  @ApiQuery({ name: 'type', required: false, enum: ADDRESS_TYPES, description: 'the type of record; default: both' })
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'text'], description: 'default: json' })
  @ApiExtraModels(ExplanationDto)
  @ApiOkResponse({ content: EXPLANATION })
  @Problems({ 400: 'no such type or format', 404: 'no such domain' })
  explain(
    @Param('domain') name: string,
    @Query('type') type: string | undefined,
    @Query('format') format: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): ExplanationDto | string {
    const domain = this.domain(name);
    const types = typesOf(type);
    if (format !== undefined && format !== 'json' && format !== 'text')
      throw new Problem(400, `format is json or text, not "${format}"`);
    const decision = this.decisions.decideNow(domain);
    const text = explanationText(decision, domain, types, domainBound(domain), this.times.of(domain), this.agents.tagsOf);
    if (format === 'text') {
      void reply.type('text/plain; charset=utf-8');
      return `${text.join('\n')}\n`;
    }
    return { ...this.detail(domain, decision), records: types.flatMap((one) => recordsOf(decision, one)), text };
  }

  private async transitions(domain: string): Promise<TransitionDto[]> {
    const events = await this.events.newest({ domain, limit: EVENTS_LOOKED_AT });
    return events
      .filter(({ kind }) => kind === 'transition')
      .slice(0, MOST_TRANSITIONS)
      .map((event) => eventView(event))
      .map(({ id, at, text }) => ({ id, at, text }));
  }

  private domain(name: string): DomainConfig {
    const domain = this.config.domain(name);
    if (domain === undefined) throw new Problem(404, `no domain "${name}" here`);
    return domain;
  }

  private detail(domain: DomainConfig, decision: Decision): DomainDetailDto {
    const own = this.overrides.all().filter(({ scope }) => 'domain' in scope && scope.domain === domain.name);
    const { votes, aside } = this.states.stateOf(domain);
    const heard = votes.flat().map(({ agent }) => agent);
    return {
      ...this.view(decision),
      since: new Date(this.spans.current(domain.name).at).toISOString(),
      summary: summaryLine(decision),
      fallback: [...domain.fallback],
      fallback_ttl: domain.fallbackTtl,
      answer: ADDRESS_TYPES.flatMap((type) => recordsOf(decision, type)),
      check: checkView(domain),
      agents: domainAgents(domain, { named: this.config.value.agents, heard, aside, decision }, this.agents, this.clock),
      zone: domain.zone,
      overrides: own.map((record) => overrideView(record, this.overrides.applies(record))),
      bound: boundView(domainBound(domain)),
      measured: this.times.of(domain).map(({ target, at, ms }) => {
        const { ip = '', port = null } = domain.targets[target] ?? {};
        return { target: targetName({ ip, port }), at: at.toISOString(), ms: Math.round(ms) };
      }),
    };
  }

  private view(decision: Decision) {
    return decisionView(decision, this.clock, this.agents.tagsOf);
  }
}

function typesOf(type: string | undefined): readonly AddressType[] {
  if (type === undefined) return ADDRESS_TYPES;
  const types = ADDRESS_TYPES.filter((known) => known === type.toUpperCase());
  if (types.length === 0) throw new Problem(400, `type is one of ${ADDRESS_TYPES.join(', ')}, not "${type}"`);
  return types;
}
