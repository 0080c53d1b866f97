import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { AgentEvents } from './agent-events.js';
import { Documents } from './documents.js';
import { EventLog } from './event-log.js';
import { HistoryService } from './history.service.js';
import { Latencies } from './latencies.js';
import { Ledger } from './ledger.js';
import { OperatorEvents } from './operator-events.js';
import { ReloadEvents } from './reload-events.js';
import { Snapshots } from './snapshots.js';
import { StateSpans } from './state-spans.js';
import { Storage } from './storage.js';
import { Transitions } from './transitions.js';

/** What outlives a restart: snapshots of states, documents, events. A module that imports this one finds all loaded in its onModuleInit. */
@Module({
  imports: [HealthModule],
  providers: [
    Storage,
    Snapshots,
    Documents,
    EventLog,
    Transitions,
    OperatorEvents,
    ReloadEvents,
    AgentEvents,
    StateSpans,
    Ledger,
    Latencies,
    HistoryService,
  ],
  exports: [HistoryService, Storage, Documents, EventLog, StateSpans, Latencies],
})
export class HistoryModule {}
