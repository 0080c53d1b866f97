import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { DnsMetrics } from './dns.metrics.js';
import { DnsService } from './dns.service.js';

@Module({ imports: [HealthModule], providers: [DnsService, DnsMetrics] })
export class DnsModule {}
