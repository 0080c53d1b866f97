import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';
import { EventLog } from '../history/event-log.js';
import { HistoryService } from '../history/history.service.js';
import { Storage } from '../history/storage.js';
import { flag, readOut } from './read-out.js';

/** Whether what is decided outlives a restart. */
@Injectable()
export class StorageMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly storage: Storage,
    private readonly history: HistoryService,
    private readonly events: EventLog,
  ) {}

  onModuleInit(): void {
    const { registry, storage, history, events } = this;
    readOut(registry, {
      name: 'failover_storage_up',
      help: '1: history and state are written, or storage.path is :memory:; 0: they are not',
      type: 'gauge',
      read: () => [{ value: flag(storage.path === null || (storage.isOpen() && storage.fault() === null)) }],
    });
    readOut(registry, {
      name: 'failover_storage_lag_seconds',
      help: 'Time since all that was known stood in the file; 0 with :memory:',
      type: 'gauge',
      read: () => [{ value: storage.path === null ? 0 : history.lagMs() / 1000 }],
    });
    readOut(registry, {
      name: 'failover_storage_errors_total',
      help: 'Times that the file could not be opened, read or written',
      type: 'counter',
      read: () => [{ value: storage.errors }],
    });
    readOut(registry, {
      name: 'failover_storage_unwritten_events',
      help: 'Events that are not in the file yet',
      type: 'gauge',
      read: () => [{ value: events.pending().length }],
    });
  }
}
