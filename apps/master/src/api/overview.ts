import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { type OverviewDto, type StateCountsDto } from '@failover-dns/contracts';
import { formatFault } from '@failover-dns/config';
import { causesOf } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { Reload, type ReloadOutcome } from '../config/reload.js';
import { Trial } from '../config/trial.js';
import { AgentWatch } from '../health/agent-watch.js';
import { MassFailureBrake } from '../health/brake.js';
import { Clock } from '../health/clock.js';
import { Overrides } from '../health/overrides.js';
import { Traffic } from '../health/traffic.js';
import { EventLog } from '../history/event-log.js';
import { eventView } from '../history/event-view.js';
import { Storage } from '../history/storage.js';
import { VERSION } from '../version.js';
import { type KeptRow, Rows } from './rows.js';

const MOST_LATEST = 4;
const MOST_CAUSES = 100;

/** How things stand, in a few lines. */
@Injectable()
export class Overview {
  private readonly startedAt: Date;
  private grouped: { version: number; causes: OverviewDto['causes']; states: StateCountsDto } | undefined;

  constructor(
    private readonly config: CurrentConfig,
    private readonly rows: Rows,
    private readonly agents: AgentWatch,
    private readonly reload: Reload,
    private readonly trial: Trial,
    private readonly storage: Storage,
    private readonly overrides: Overrides,
    private readonly brake: MassFailureBrake,
    private readonly traffic: Traffic,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.wall();
  }

  async now(): Promise<OverviewDto> {
    const [rows, latest] = await Promise.all([this.rows.all(), this.events.newest({ limit: MOST_LATEST })]);
    const { causes, states } = this.group(rows);
    const { value, version } = this.config;
    const brake = this.brake.current();
    const { loadedAt, last, faulty } = this.reload;
    return {
      at: this.clock.wall().toISOString(),
      states,
      causes,
      agents: this.agents.counts(),
      config: {
        loaded_at: loadedAt.toISOString(),
        version,
        refused: refusedView(faulty),
        confirm_until: this.trial.until()?.toISOString() ?? null,
        waiting_for_restart: [...(last?.waiting ?? [])],
      },
      storage: {
        path: this.storage.path,
        fault: this.storage.fault(),
        bytes: this.storage.bytes(),
        keep_days: value.storage.keepDays,
      },
      dns_queries_per_sec: this.traffic.perSecond(),
      overrides: this.overrides.all().length,
      brake: brake && {
        since: this.clock.wallOf(brake.since).toISOString(),
        until: brake.until === null ? null : this.clock.wallOf(brake.until).toISOString(),
        why: brake.why,
      },
      master: {
        name: hostname(),
        version: VERSION,
        started_at: this.startedAt.toISOString(),
        viewers_need_token: value.api.viewerToken !== undefined,
        operators: value.api.adminToken !== undefined,
      },
      zones: value.zones.map(({ name }) => name).sort(),
      latest: latest.map(eventView),
    };
  }

  private group(rows: readonly KeptRow[]) {
    if (this.grouped?.version === this.rows.version) return this.grouped;
    const states: StateCountsDto = { fallback: 0, frozen: 0, unknown: 0, degraded: 0, healthy: 0 };
    for (const { row } of rows) states[row.state]++;
    const troubled = rows.flatMap(({ row, trouble }) =>
      trouble === null ? [] : [{ ...trouble, domain: row.domain, state: row.state, since: Date.parse(row.since) }],
    );
    const causes = causesOf(troubled)
      .slice(0, MOST_CAUSES)
      .map((cause) => ({ ...cause, since: new Date(cause.since).toISOString() }));
    this.grouped = { version: this.rows.version, causes, states };
    return this.grouped;
  }
}

function refusedView(faulty: ReloadOutcome | null): OverviewDto['config']['refused'] {
  if (faulty === null || faulty.refused === null) return null;
  const [first] = faulty.refused.faults;
  return {
    at: faulty.at.toISOString(),
    text: faulty.text,
    file: first?.file ?? null,
    line: first?.line || null,
    fault: first ? formatFault(first) : null,
  };
}
