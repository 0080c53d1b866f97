import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { HistoryModule } from '../history/history.module.js';
import { Webhooks } from './webhooks.js';

/** Events are sent to other programs; HistoryModule has loaded what was sent already. */
@Module({ imports: [HealthModule, HistoryModule], providers: [Webhooks], exports: [Webhooks] })
export class WebhooksModule {}
