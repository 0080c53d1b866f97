import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { ConfigModule } from './config/config.module.js';
import { type MasterConfig } from './config/master-config.js';
import { DnsModule } from './dns/dns.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { HistoryModule } from './history/history.module.js';
import { OperatorsModule } from './history/operators.js';
import { MetricsModule } from './metrics/metrics.module.js';

@Module({})
export class AppModule {
  static of(config: MasterConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        HealthModule,
        HistoryModule,
        OperatorsModule,
        MetricsModule,
        ApiModule,
        DnsModule,
        EventsModule,
      ],
    };
  }
}
