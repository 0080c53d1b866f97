import { Global, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { HealthModule } from '../health/health.module.js';
import { ConfigMetrics } from './config.metrics.js';
import { HealthMetrics } from './health.metrics.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { MetricsController } from './metrics.controller.js';
import { WebhookMetrics } from './webhook.metrics.js';

/** One registry for the program; every room puts its own metrics in. */
@Global()
@Module({
  imports: [HealthModule, WebhooksModule],
  controllers: [MetricsController],
  providers: [{ provide: Registry, useFactory: () => new Registry() }, HealthMetrics, ConfigMetrics, WebhookMetrics],
  exports: [Registry],
})
export class MetricsModule {}
