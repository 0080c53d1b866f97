/** What the master sends, by the names of the contract; types alone, nothing of it is in the bundle. */
export type {
  AgentCountsDto as AgentCounts,
  CauseDto as Cause,
  DomainChangesDto as DomainChanges,
  DomainRowDto as DomainRow,
  DomainRowsDto as DomainRows,
  EventDto as MasterEvent,
  HeartbeatDto as Heartbeat,
  OverviewDto as Overview,
  ProblemDto as Problem,
  StateCountsDto as StateCounts,
  StateSpanDto as StateSpan,
} from '@failover-dns/contracts';
import type { DomainRowDto } from '@failover-dns/contracts';

export type State = DomainRowDto['state'];
