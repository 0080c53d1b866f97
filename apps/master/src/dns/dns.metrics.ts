import { Injectable } from '@nestjs/common';

/** The DNS engine's counters as metrics. */
@Injectable()
export class DnsMetrics {}
