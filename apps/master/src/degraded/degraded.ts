import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type DegradedDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { Reload } from '../config/reload.js';
import { Agents } from '../health/agents.js';
import { MassFailureBrake } from '../health/brake.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';
import { DomainStates } from '../health/domain-states.js';
import { Storage } from '../history/storage.js';
import { CAUSES, type Rooms } from './causes.js';

const LOOK_EVERY_MS = 1000;

/** Why a master that serves is not at its best. Nothing of it keeps anybody from being served. */
@Injectable()
export class Degraded implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly codes: readonly string[] = CAUSES.map(({ code }) => code);
  private readonly rooms: Rooms;
  /** When a cause was seen first, for those that do not know it themselves. */
  private readonly firstSeen = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    config: CurrentConfig,
    reload: Reload,
    agents: Agents,
    brake: MassFailureBrake,
    decisions: DecisionTable,
    states: DomainStates,
    storage: Storage,
    private readonly clock: Clock,
  ) {
    this.rooms = { config, reload, agents, brake, decisions, states, storage, clock, startedAt: clock.now() };
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.all(), LOOK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  all(): DegradedDto[] {
    return CAUSES.flatMap(({ code, look }) => {
      const found = look(this.rooms);
      if (found === null) {
        this.firstSeen.delete(code);
        return [];
      }
      const since = found.since ?? this.firstSeen.get(code) ?? this.clock.now();
      this.firstSeen.set(code, since);
      return [{ code, since: this.clock.wallOf(since).toISOString(), message: found.message }];
    });
  }
}
