import { applyDecorators, Body, Controller, Delete, Get, HttpCode, Param, Post, Put, UsePipes } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NoteDto, OverrideDto, OverrideRequestDto, OverridesDto } from '@failover-dns/contracts';
import { canonicalAddress } from '../config/address.js';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { canonicalName } from '../config/names.js';
import { Agents } from '../health/agents.js';
import { Clock } from '../health/clock.js';
import { DomainStates } from '../health/domain-states.js';
import { Overrides, type OverrideScope } from '../health/overrides.js';
import { overrideView } from './decision-view.js';
import { Notes } from './notes.js';
import { overrideOf } from './override-request.js';
import { Problem, Problems } from './problem.js';
import { noSuchTag } from './supposed-aside.js';
import { BodyPipe } from './validation.pipe.js';
import { ForOperators, ForViewers } from './who-may-call.js';

const DOMAIN = { name: 'domain', description: 'its name', example: 'webmail.failover' };
const IP = { name: 'ip', description: 'an address of one of its targets', example: '192.0.2.10' };

const MAINTENANCE = { kind: 'maintenance', reason: 'new disk', who: 'ann', for: '2h' };

const Sets = (operationId: string, summary: string) =>
  applyDecorators(
    ForOperators(),
    UsePipes(new BodyPipe()),
    ApiBody({ type: OverrideRequestDto, examples: { maintenance: { value: MAINTENANCE } } }),
    ApiOperation({ operationId, summary, description: 'Takes the place of what was said about the same before.' }),
    ApiOkResponse({ type: OverrideDto }),
    Problems({
      400: 'no reason, no end, or a wrong field',
      404: 'there is no such thing',
      422: 'it does not fit there',
    }),
  );
const Releases = (operationId: string, summary: string, problems: Record<number, string> = {}) =>
  applyDecorators(
    ForOperators(),
    UsePipes(new BodyPipe()),
    HttpCode(204),
    ApiBody({ type: NoteDto, required: false }),
    ApiOperation({
      operationId,
      summary,
      description: 'A reason in the body, if any, becomes an event of the kind `note`.',
    }),
    ApiNoContentResponse({ description: 'it is taken back' }),
    Problems({ 404: 'there is no such thing, or no override of it', ...problems }),
  );

@ApiTags('operators')
@Controller('api/v1')
export class OverridesController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly overrides: Overrides,
    private readonly states: DomainStates,
    private readonly agents: Agents,
    private readonly clock: Clock,
    private readonly notes: Notes,
  ) {}

  @Get('overrides')
  @ForViewers()
  @ApiOperation({
    operationId: 'getOverrides',
    summary: 'What operators said and did not take back',
    description: 'Those whose time is over are gone. `applies: false` is said of those whose subject the config has not.',
  })
  @ApiOkResponse({ type: OverridesDto })
  all(): OverridesDto {
    return { overrides: this.overrides.all().map((record) => overrideView(record, this.overrides.applies(record))) };
  }

  @Put('domains/:domain/targets/:ip/override')
  @ApiParam(DOMAIN)
  @ApiParam(IP)
  @Sets('overrideTarget', 'Take an address out, drain it, or force it up or down')
  setTarget(@Param('domain') domain: string, @Param('ip') ip: string, @Body() request: OverrideRequestDto): OverrideDto {
    return this.set(this.target(domain, ip), request);
  }

  @Delete('domains/:domain/targets/:ip/override')
  @ApiParam(DOMAIN)
  @ApiParam(IP)
  @Releases('releaseTarget', 'Take the override of an address back')
  releaseTarget(@Param('domain') domain: string, @Param('ip') ip: string, @Body() note: NoteDto): void {
    const scope = { domain: canonicalName(domain), ip: canonicalAddress(ip) };
    this.release(this.overrides.get(scope) === undefined ? this.target(domain, ip) : scope, `${ip} of ${domain}`, note);
  }

  @Put('domains/:domain/override')
  @ApiParam(DOMAIN)
  @Sets('overrideDomain', 'The same for every target of a domain')
  setDomain(@Param('domain') domain: string, @Body() request: OverrideRequestDto): OverrideDto {
    return this.set({ domain: this.domain(domain).name, ip: null }, request);
  }

  @Delete('domains/:domain/override')
  @ApiParam(DOMAIN)
  @Releases('releaseDomain', 'Take the override of a domain back')
  releaseDomain(@Param('domain') domain: string, @Body() note: NoteDto): void {
    const scope = { domain: canonicalName(domain), ip: null };
    this.release(this.overrides.get(scope) === undefined ? { domain: this.domain(domain).name, ip: null } : scope, domain, note);
  }

  @Put('agents/:agent/override')
  @ApiParam({ name: 'agent', description: 'its id', example: 'fra-1' })
  @Sets('overrideAgent', 'Set the votes of an agent aside (maintenance)')
  setAgent(@Param('agent') agent: string, @Body() request: OverrideRequestDto): OverrideDto {
    if (this.agents.get(agent) === undefined) throw new Problem(404, `no agent "${agent}" was heard of`);
    return this.set({ agent }, request);
  }

  @Delete('agents/:agent/override')
  @ApiParam({ name: 'agent', description: 'its id', example: 'fra-1' })
  @Releases('releaseAgent', 'Let the votes of an agent count again')
  releaseAgent(@Param('agent') agent: string, @Body() note: NoteDto): void {
    this.release({ agent }, agent, note);
  }

  @Put('tags/:tag/override')
  @ApiParam({ name: 'tag', description: 'a tag of agents', example: 'eu' })
  @Sets('overrideTag', 'Set the votes of every agent with a tag aside (maintenance)')
  setTag(@Param('tag') tag: string, @Body() request: OverrideRequestDto): OverrideDto {
    const known = this.agents.tags();
    if (!known.has(tag)) throw new Problem(404, noSuchTag(tag, known));
    return this.set({ tag }, request);
  }

  @Delete('tags/:tag/override')
  @ApiParam({ name: 'tag', description: 'a tag of agents', example: 'eu' })
  @Releases('releaseTag', 'Let the votes of every agent with a tag count again')
  releaseTag(@Param('tag') tag: string, @Body() note: NoteDto): void {
    this.release({ tag }, `the tag ${tag}`, note);
  }

  @Post('domains/:domain/failback')
  @ApiParam(DOMAIN)
  @Releases('failBack', 'Let a higher tier that came back in now, whatever failback says', {
    404: 'there is no such domain',
    422: 'it selects no tiers',
  })
  failback(@Param('domain') name: string, @Body() note: NoteDto): void {
    const domain = this.domain(name);
    if (domain.rules.select !== 'priority')
      throw new Problem(422, `${domain.name} selects no tiers, so there is nothing to fail back to`);
    this.notes.add(note, `fail back ${domain.name}`, domain.name);
    this.states.apply(domain, { kind: 'failback' });
  }

  private set(scope: OverrideScope, request: OverrideRequestDto): OverrideDto {
    const record = { scope, ...overrideOf(request, this.clock.wall()) };
    if (!('domain' in scope) && record.kind !== 'maintenance')
      throw new Problem(422, `an agent or a tag can be in maintenance alone, not ${record.kind}: its votes are set aside then`);
    this.overrides.put(record);
    return overrideView(record, this.overrides.applies(record));
  }

  private release(scope: OverrideScope, what: string, note: NoteDto): void {
    if (this.overrides.get(scope) !== undefined) this.notes.add(note, `release ${what}`, 'domain' in scope ? scope.domain : null);
    if (!this.overrides.release(scope)) throw new Problem(404, `there is no override of ${what}`);
  }

  private domain(name: string): DomainConfig {
    const domain = this.config.domain(name);
    if (domain === undefined) throw new Problem(404, `no domain "${name}" here`);
    return domain;
  }

  private target(name: string, ip: string): OverrideScope {
    const domain = this.domain(name);
    const known = domain.targets.find((target) => target.ip === canonicalAddress(ip));
    const all = [...new Set(domain.targets.map((target) => target.ip))].join(', ');
    if (known === undefined) throw new Problem(404, `${ip} is not a target of ${domain.name}; its targets are ${all || 'none'}`);
    return { domain: domain.name, ip: known.ip };
  }
}
