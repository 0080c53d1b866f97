import { Body, Controller, type ExecutionContext, HttpCode, Injectable, Post, UsePipes } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PlanDto, PlanRequestDto, SimulateRequestDto, SimulationDto } from '@failover-dns/contracts';
import { type FastifyRequest } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { loadMasterConfig } from '../config/load-master-config.js';
import { placed, type SentConfig, sentName } from '../config/sent-config.js';
import { Agents } from '../health/agents.js';
import { Clock } from '../health/clock.js';
import { Overrides } from '../health/overrides.js';
import { Simulation } from '../health/simulation.js';
import { Attempts } from './attempts.js';
import { faultyConfig, findingViews } from './finding.js';
import { OperatorGuard, ViewerGuard } from './guards.js';
import { plannedAgents } from './planned-agents.js';
import { asProblem, Problem, Problems } from './problem.js';
import { Rota } from './rota.js';
import { BodyPipe } from './validation.pipe.js';
import { simulatedView, simulationView, worstFirst } from './simulated-view.js';
import { asideSupposed } from './supposed-aside.js';
import { wordsSupposed } from './supposed-words.js';
import { targetsNamed } from './what-if.js';
import { ForOperators, ForOperatorsBy } from './who-may-call.js';

/** A config may name files and environment variables, so only operators may have one read. */
@Injectable()
class SimulateGuard extends OperatorGuard {
  private readonly viewers: ViewerGuard;

  constructor(config: CurrentConfig, attempts: Attempts) {
    super(config, attempts);
    this.viewers = new ViewerGuard(config, attempts);
  }

  override canActivate(context: ExecutionContext): boolean {
    const body = context.switchToHttp().getRequest<FastifyRequest>().body as Partial<Record<string, unknown>> | null | undefined;
    return body?.config == null && body?.files == null ? this.viewers.canActivate(context) : super.canActivate(context);
  }
}

const WHAT_IF = {
  down: { summary: 'an address and an agent are lost', value: { targets_down: ['192.0.2.10'], agents_lost: ['fra-1'] } },
  later: { summary: 'nothing is heard for a minute', value: { advance_sec: 60 } },
};
const PLANS = {
  sent: { summary: 'a config that is sent', value: { config: 'zones:\n  - name: failover\n' } },
  disk: { summary: 'the files as they stand', value: { on_disk: true } },
};

@ApiTags('what if')
@Controller('api/v1')
export class SimulateController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly simulation: Simulation,
    private readonly agents: Agents,
    private readonly rota: Rota,
    private readonly overrides: Overrides,
    private readonly clock: Clock,
  ) {}

  @Post('simulate')
  @HttpCode(200)
  @ForOperatorsBy(SimulateGuard)
  @UsePipes(new BodyPipe())
  @ApiBody({ type: SimulateRequestDto, examples: WHAT_IF })
  @ApiOperation({
    operationId: 'simulate',
    summary: 'What would be answered if …',
    description:
      'Targets go down, agents fall silent, operators override, time passes, another config holds: decided by the same functions on a copy of what is known now. Touches nothing. That a target is down counts as noticed at once; the other agents keep saying what they say. So many that the mass-failure brake goes on are answered as it has them answered.',
  })
  @ApiOkResponse({ type: SimulationDto })
  @Problems({
    400: 'a field of the wrong type',
    403: 'a config may be simulated by operators alone',
    422: 'a config with faults, which are listed; a domain, a target or an agent that there is not; those that there are, are listed',
  })
  async simulate(@Body() request: SimulateRequestDto): Promise<SimulationDto> {
    const config = request.config == null && request.files == null ? null : (await this.read(request)).config;
    const { domains } = config ?? this.config.value;
    const agentsLost = this.agentsNamed(request.agents_lost ?? []);
    const outcome = await this.simulation.run({
      config,
      targetsDown: targetsNamed(request.targets_down, domains),
      agentsLost,
      advanceMs: (request.advance_sec ?? 0) * 1000,
      words: wordsSupposed(request.overrides ?? [], domains, this.clock.now()),
      aside: asideSupposed(request.overrides ?? [], this.agents, this.overrides),
      brakeOff: request.overrides?.some(({ action }) => action === 'release_brake'),
    });
    return simulationView(outcome, agentsLost, request);
  }

  @Post('config/plan')
  @HttpCode(200)
  @ForOperators()
  @UsePipes(new BodyPipe())
  @ApiBody({ type: PlanRequestDto, examples: PLANS })
  @ApiOperation({
    operationId: 'planConfig',
    summary: 'What another config would change at once',
    description:
      'The domains that come, go, or answer otherwise, the agents that gain or lose tasks, and the lints. Touches nothing. Read as if it stood where the config in force does: secrets, variables, and files that were not sent are those there.',
  })
  @ApiOkResponse({ type: PlanDto })
  @Problems({
    400: 'a field of the wrong type',
    422: 'the config has faults, which are listed',
  })
  async plan(@Body() { on_disk, ...sent }: PlanRequestDto): Promise<PlanDto> {
    const { config, lints } = await (on_disk === true ? this.readDisk() : this.read(sent));
    const nothing = { targetsDown: new Map(), agentsLost: new Set<string>(), advanceMs: 0 };
    const { results } = await this.simulation.run({ config, ...nothing });
    return {
      domains: results
        .filter(({ changed }) => changed)
        .sort(worstFirst)
        .map((result) => simulatedView(result)),
      agents: plannedAgents(this.config.value, config, this.rota.unnamed()),
      lints,
    };
  }

  private async readDisk() {
    const read = await loadMasterConfig(this.config.value.file).catch(asProblem);
    if (!read.ok) throw faultyConfig(read.faults);
    return { config: read.config, lints: findingViews(read.warnings) };
  }

  private async read(sent: SentConfig) {
    try {
      const place = placed(sent, this.config.value.file);
      const read = await loadMasterConfig(place.main, place.texts);
      const nameOf = (file: string) => sentName(file, place);
      if (!read.ok) throw faultyConfig(read.faults, nameOf);
      return { config: read.config, lints: findingViews(read.warnings, nameOf) };
    } catch (error) {
      return asProblem(error);
    }
  }

  private agentsNamed(wanted: readonly string[]): Set<string> {
    const unknown = wanted.filter((id) => this.agents.get(id) === undefined);
    if (unknown.length > 0) {
      const known = [...this.agents.all()].map(({ id }) => id).slice(0, 50);
      throw new Problem(422, `${unknown.join(', ')}: no such agent; the agents are ${known.join(', ') || 'none'}`);
    }
    return new Set(wanted);
  }
}
