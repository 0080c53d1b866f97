import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { Webhooks } from '../webhooks/webhooks.js';

/** What becomes of events that are sent elsewhere; one that the config does not name any more is not told of. */
@Injectable()
export class WebhookMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly webhooks: Webhooks,
  ) {}

  onModuleInit(): void {
    const registers = [this.registry];
    const { webhooks } = this;
    new Counter({
      name: 'failover_webhook_deliveries_total',
      help: 'Attempts to deliver an event (delivered, failed, refused) and events that were given up (dropped)',
      labelNames: ['webhook', 'result'] as const,
      registers,
      collect() {
        this.reset();
        for (const { config, counts } of webhooks.all())
          for (const [result, count] of Object.entries(counts)) this.inc({ webhook: config.name, result }, count);
      },
    });
    new Gauge({
      name: 'failover_webhook_queue_length',
      help: 'Events that are not delivered yet',
      labelNames: ['webhook'] as const,
      registers,
      collect() {
        this.reset();
        for (const { config, length } of webhooks.all()) this.set({ webhook: config.name }, length);
      },
    });
    new Gauge({
      name: 'failover_webhook_last_success_timestamp_seconds',
      help: 'When an event was delivered last, in seconds since 1970; 0: none was since the start',
      labelNames: ['webhook'] as const,
      registers,
      collect() {
        this.reset();
        for (const { config, lastSuccess } of webhooks.all())
          this.set({ webhook: config.name }, (lastSuccess?.getTime() ?? 0) / 1000);
      },
    });
  }
}
