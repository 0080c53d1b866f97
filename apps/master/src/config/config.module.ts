import { type DynamicModule, Module } from '@nestjs/common';
import { CurrentConfig } from './current-config.js';
import { type MasterConfig } from './master-config.js';

/** Gives the config, which is read and checked before Nest starts, to every room. */
@Module({})
export class ConfigModule {
  static of(config: MasterConfig): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CurrentConfig, useValue: new CurrentConfig(config) }],
      exports: [CurrentConfig],
    };
  }
}
