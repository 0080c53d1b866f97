import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { TransitionLog } from './transition-log.js';

@Module({ imports: [HealthModule], providers: [TransitionLog] })
export class EventsModule {}
