/** What the master sends, by the names of the contract; types alone, nothing of it is in the bundle. */
export type {
  AgentCountsDto as AgentCounts,
  AgentDto as Agent,
  AgentsDto as Agents,
  BoundDto as Bound,
  CauseDto as Cause,
  DomainAgentDto as DomainAgent,
  DomainChangesDto as DomainChanges,
  DomainDetailDto as DomainDetail,
  DomainHistoryDto as DomainHistory,
  DomainRowDto as DomainRow,
  DomainRowsDto as DomainRows,
  DomainsDto as Domains,
  EventDto as MasterEvent,
  HeartbeatDto as Heartbeat,
  LatencySeriesDto as LatencySeries,
  MeasuredFailoverDto as MeasuredFailover,
  OverrideDto as Override,
  OverviewDto as Overview,
  ProblemDto as Problem,
  StateCountsDto as StateCounts,
  StateSpanDto as StateSpan,
  TargetDecisionDto as TargetDecision,
  TimelineDto as Timeline,
  TimelineEntryDto as TimelineEntry,
  VoteDto as Vote,
} from '@failover-dns/contracts';
import type { DomainRowDto } from '@failover-dns/contracts';

export type State = DomainRowDto['state'];
