import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { TasksDto } from '@failover-dns/contracts';
import { type FastifyReply } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { tagsOf, tasksFor } from './tasks.js';

@ApiTags('agents')
@Controller('api/v1/tasks')
export class TasksController {
  constructor(private readonly config: CurrentConfig) {}

  @Get()
  @ApiOperation({
    operationId: 'getTasks',
    summary: 'What an agent is asked to check',
    description: 'Lists a domain if its token is unset or equals the key, and its tags are empty or share one with `tags`.',
  })
  @ApiQuery({ name: 'tags', required: false, description: 'comma-separated tags of the agent', example: 'test' })
  @ApiHeader({ name: 'X-API-Key', required: false, description: 'the agent’s token' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'the ETag of the tasks that the agent holds' })
  @ApiOkResponse({ type: TasksDto, headers: { ETag: { description: 'names this task set', schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'the tasks are those that the agent holds' })
  tasks(
    @Query('tags') tags: string | string[] | undefined,
    @Headers('x-api-key') token: string | undefined,
    @Headers('if-none-match') held: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): TasksDto | undefined {
    const etag = `"${this.config.version}"`;
    void reply.header('etag', etag).header('vary', 'X-API-Key').header('cache-control', 'no-cache');
    if (held?.split(/,\s*/).includes(etag)) {
      void reply.status(304);
      return undefined;
    }
    return { tasks: tasksFor(this.config.value.domains.values(), token, tagsOf(tags)) };
  }
}
