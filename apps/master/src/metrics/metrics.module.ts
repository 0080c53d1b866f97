import { Global, Module, type Type } from '@nestjs/common';
import { Registry } from 'prom-client';
import { DegradedModule } from '../degraded/degraded.module.js';
import { HealthModule } from '../health/health.module.js';
import { HistoryModule } from '../history/history.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { AgentMetrics } from './agent.metrics.js';
import { ConfigMetrics } from './config.metrics.js';
import { DecisionMetrics } from './decision.metrics.js';
import { DegradedMetrics } from './degraded.metrics.js';
import { DomainMetrics } from './domain.metrics.js';
import { MetricsController } from './metrics.controller.js';
import { OperatorMetrics } from './operator.metrics.js';
import { ProcessMetrics } from './process.metrics.js';
import { StorageMetrics } from './storage.metrics.js';
import { VantageMetrics } from './vantage.metrics.js';
import { WebhookMetrics } from './webhook.metrics.js';

const metrics: Type[] = [
  AgentMetrics,
  ConfigMetrics,
  DecisionMetrics,
  DegradedMetrics,
  DomainMetrics,
  OperatorMetrics,
  ProcessMetrics,
  StorageMetrics,
  VantageMetrics,
  WebhookMetrics,
];

/** One registry for the program; every room puts its own metrics in. Label values come from the config or from fixed words alone. */
@Global()
@Module({
  imports: [DegradedModule, HealthModule, HistoryModule, WebhooksModule],
  controllers: [MetricsController],
  providers: [{ provide: Registry, useFactory: () => new Registry() }, ...metrics],
  exports: [Registry],
})
export class MetricsModule {}
