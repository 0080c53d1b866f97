import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigWatch } from './config-watch.js';
import { CurrentConfig } from './current-config.js';
import { type MasterConfig } from './master-config.js';
import { Reload } from './reload.js';
import { Trial } from './trial.js';

/** Gives the config, which is read and checked before Nest starts, to every room, and reads it anew. */
@Module({})
export class ConfigModule {
  static of(config: MasterConfig): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CurrentConfig, useValue: new CurrentConfig(config) }, Reload, ConfigWatch, Trial],
      exports: [CurrentConfig, Reload, Trial],
    };
  }
}
