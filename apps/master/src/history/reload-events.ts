import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { formatFault } from '@failover-dns/config';
import { Reload } from '../config/reload.js';
import { EventLog } from './event-log.js';

/** Faults that are kept of one reload. */
const MOST_FAULTS = 20;

/** Each reload is an event, whatever came of it. */
@Injectable()
export class ReloadEvents implements OnApplicationBootstrap {
  constructor(
    private readonly reload: Reload,
    private readonly events: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.reload.onReload(({ by, text, refused }) => {
      const faults = (refused?.faults ?? []).slice(0, MOST_FAULTS).map(formatFault);
      this.events.append({ domain: null, kind: 'reload', data: { by, applied: refused === null, text, faults } });
    });
  }
}
