import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { formatFault } from '@failover-dns/config';
import { CurrentConfig } from '../config/current-config.js';
import { Reload } from '../config/reload.js';
import { EventLog } from './event-log.js';

/** Faults that are kept of one reload. */
const MOST_FAULTS = 20;
/** Domains that are named; where more are others, it is said of none. */
const MOST_DOMAINS = 200;

/** Each reload is an event, whatever came of it. */
@Injectable()
export class ReloadEvents implements OnApplicationBootstrap {
  constructor(
    private readonly reload: Reload,
    private readonly config: CurrentConfig,
    private readonly events: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    let touched: string[] = [];
    this.config.onChange((next, previous) => {
      const names = new Set([...next.domains.keys(), ...previous.domains.keys()]);
      touched = [...names].filter((name) => next.domains.get(name) !== previous.domains.get(name));
    });
    this.reload.onReload(({ by, text, refused }) => {
      const faults = (refused?.faults ?? []).slice(0, MOST_FAULTS).map(formatFault);
      const applied = refused === null;
      const domains = applied && touched.length <= MOST_DOMAINS ? touched : null;
      this.events.append({ domain: null, kind: 'reload', data: { by, applied, text, faults, domains } });
      touched = [];
    });
  }
}
