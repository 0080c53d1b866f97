import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { nearest } from '@failover-dns/config';
import { WebhookAttemptDto, type WebhookDto, WebhooksDto } from '@failover-dns/contracts';
import { Clock } from '../health/clock.js';
import { type DeliveryQueue } from '../webhooks/delivery-queue.js';
import { type Outcome } from '../webhooks/sender.js';
import { Webhooks } from '../webhooks/webhooks.js';
import { Problem, Problems } from './problem.js';
import { ForOperators, ForViewers } from './who-may-call.js';

@ApiTags('events')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ForViewers()
  @ApiOperation({
    operationId: 'getWebhooks',
    summary: 'Where events are sent to, and how that goes',
    description: 'What waits, what was delivered or given up, and the last attempt. Only the host of a URL is told.',
  })
  @ApiOkResponse({ type: WebhooksDto })
  all(): WebhooksDto {
    return { webhooks: this.webhooks.all().map(webhookView) };
  }

  @Post(':name/test')
  @HttpCode(200)
  @ForOperators()
  @ApiParam({ name: 'name', description: 'its name in the config', example: 'ops' })
  @ApiOperation({
    operationId: 'testWebhook',
    summary: 'Send an event of the kind test, and see what the receiver answers',
    description: 'One attempt at once, whatever waits; that it fails is no error of this call.',
  })
  @ApiOkResponse({ type: WebhookAttemptDto })
  @Problems({ 404: 'no such webhook' })
  async test(@Param('name') name: string): Promise<WebhookAttemptDto> {
    const at = this.clock.wall();
    const outcome = await this.webhooks.test(name);
    if (outcome !== undefined) return attemptView({ ...outcome, at });
    const known = this.webhooks.all().map(({ config }) => config.name);
    const near = nearest(name, known);
    const hint = near ? `; did you mean "${near}"?` : `; there is ${known.join(', ') || 'none'}`;
    throw new Problem(404, `no webhook "${name}" in the config${hint}`);
  }
}

const webhookView = ({ config, counts, failures, last, lastSuccess, length }: DeliveryQueue): WebhookDto => ({
  name: config.name,
  format: config.format,
  host: new URL(config.url).host,
  signed: config.secret !== undefined,
  events: [...config.events],
  domains: [...config.domains],
  queue: length,
  delivered: counts.delivered,
  given_up: counts.refused + counts.dropped,
  failures,
  last_success: lastSuccess?.toISOString() ?? null,
  last_attempt: last && attemptView(last),
});

const attemptView = ({ at, result, status, error }: Outcome & { at: Date }): WebhookAttemptDto => ({
  at: at.toISOString(),
  delivered: result === 'delivered',
  status,
  error,
});
