import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { HistoryModule } from '../history/history.module.js';
import { Degraded } from './degraded.js';

@Module({ imports: [HealthModule, HistoryModule], providers: [Degraded], exports: [Degraded] })
export class DegradedModule {}
