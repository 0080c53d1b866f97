import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { CurrentConfig } from '../config/current-config.js';
import { Reload } from '../config/reload.js';

/** Whether the config in force is that of the file. */
@Injectable()
export class ConfigMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly reload: Reload,
    private readonly config: CurrentConfig,
  ) {}

  onModuleInit(): void {
    const registers = [this.registry];
    const { config, reload } = this;
    const reloads = new Counter({
      name: 'failover_config_reloads_total',
      help: 'Times that the config was read anew, by what came of it',
      labelNames: ['result'] as const,
      registers,
    });
    for (const result of ['applied', 'refused']) reloads.inc({ result }, 0);
    reload.onReload(({ refused }) => reloads.inc({ result: refused === null ? 'applied' : 'refused' }));
    new Gauge({
      name: 'failover_config_last_reload_successful',
      help: '1: the config was in order when it was read last; 0: it was not, and an older one is in force',
      registers,
      collect() {
        this.set(reload.faulty === null ? 1 : 0);
      },
    });
    new Gauge({
      name: 'failover_config_last_reload_success_timestamp_seconds',
      help: 'When the config in force was put in force, in seconds since 1970',
      registers,
      collect() {
        this.set(reload.loadedAt.getTime() / 1000);
      },
    });
    new Gauge({
      name: 'failover_api_certificate_expiry_timestamp_seconds',
      help: 'When the certificate of the API expires, in seconds since 1970; no value without TLS',
      registers,
      collect() {
        const { tls } = config.value.api;
        if (tls === null) this.remove();
        else this.set(tls.notAfter / 1000);
      },
    });
  }
}
