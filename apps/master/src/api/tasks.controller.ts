import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { TasksDto } from '@failover-dns/contracts';
import { type FastifyReply } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { Agents } from '../health/agents.js';
import { Clock } from '../health/clock.js';
import { type Caller, Callers } from './caller.js';
import { TAKEN_CODINGS } from './gzip.js';
import { Problem, Problems } from './problem.js';
import { Rota } from './rota.js';
import { hasTask, tagsOf, tasksFor } from './tasks.js';
import { ForAgents } from './who-may-call.js';

/** As in a report. */
const MAX_ID = 255;

const CODINGS = { description: 'how reports may be packed (RFC 7694)', schema: { type: 'string' as const } };

const CLOCK = {
  description: 'milliseconds of a clock of the master that never jumps; `phase_sec` counts by it',
  schema: { type: 'number' as const },
};

@ApiTags('agents')
@Controller('api/v1/tasks')
@ForAgents()
export class TasksController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly callers: Callers,
    private readonly agents: Agents,
    private readonly rota: Rota,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getTasks',
    summary: 'What an agent is asked to check',
    description:
      'An agent that the config names gets every domain that has no tags or shares one with the config’s tags for it. Any other gets a domain if its token is unset or equals the key (where some agents are named: only if it is set and equal), and its tags are empty or share one with `tags`.',
  })
  @ApiQuery({
    name: 'tags',
    required: false,
    type: String,
    description: 'comma-separated tags of the agent; a named agent has those of the config',
    example: 'test',
  })
  @ApiQuery({
    name: 'agent_id',
    required: false,
    type: String,
    description: 'name of the agent, so that it is known before it reports, and has its turn among those that check the same',
    example: 'fra-1',
  })
  @ApiHeader({ name: 'X-API-Key', required: false, description: 'the agent’s token' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'the ETag of the tasks that the agent holds' })
  @ApiOkResponse({
    type: TasksDto,
    headers: {
      ETag: { description: 'names this task set', schema: { type: 'string' } },
      'X-Failover-Clock': CLOCK,
      'Accept-Encoding': CODINGS,
    },
  })
  @ApiResponse({
    status: 304,
    description: 'the tasks are those that the agent holds',
    headers: { 'X-Failover-Clock': CLOCK },
  })
  @Problems({
    400: 'agent_id is given twice, or is longer than 255 characters',
    403: 'agent_id is a named agent’s and the key is not, the key speaks for another agent, or the certificate is another’s',
    429: 'more comes than an agent needs to send (Retry-After)',
  })
  tasks(
    @Query('tags') tags: string | string[] | undefined,
    @Query('agent_id') agent: string | undefined,
    @Headers('x-api-key') token: string | undefined,
    @Headers('if-none-match') held: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): TasksDto | undefined {
    const caller = this.callers.of(token);
    const id = this.note(caller, agent, token, tagsOf(tags));
    const etag = this.rota.version;
    void reply.header('etag', etag).header('vary', 'Origin, X-API-Key').header('cache-control', 'no-cache');
    void reply.header('accept-encoding', TAKEN_CODINGS);
    const isHeld = held?.split(/,\s*/).includes(etag) === true;
    const tasks = isHeld ? [] : this.tasksOf(caller, id, tagsOf(tags));
    void reply.header('x-failover-clock', this.clock.now().toFixed(1));
    if (!isHeld) return { tasks };
    void reply.status(304);
    return undefined;
  }

  private tasksOf(caller: Caller, id: string | null, tags: readonly string[]): TasksDto['tasks'] {
    const placeOf = (domain: DomainConfig) => (id === null ? null : this.rota.placeOf(domain, id));
    return tasksFor(this.config.value.domains.values(), caller, tags, placeOf);
  }

  /** Who has no name and no task is nobody: else anyone could fill the list of agents. Returns whose the poll is; null: it does not say. */
  private note(caller: Caller, agent: string | undefined, token: string | undefined, tags: readonly string[]): string | null {
    if (agent !== undefined && agent.length > MAX_ID) throw new Problem(400, `agent_id is longer than ${MAX_ID} characters`);
    const impostor = agent ? caller.impostor(agent) : null;
    if (impostor !== null) throw new Problem(403, impostor.detail);
    if (caller.named !== null) this.agents.polled(caller.named.id, caller.named.tags);
    else if (agent && hasTask(this.config.value.domains.values(), caller, tags)) {
      this.agents.polled(agent, tags);
      this.rota.polled(agent, caller, token, tags);
    }
    return agent || null;
  }
}
