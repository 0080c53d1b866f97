import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Decision, type VerdictValue } from '@failover-dns/policies';
import { DecisionTable } from '../health/decision-table.js';
import { type Standing } from '../health/standing.js';
import { EventLog } from './event-log.js';
import { transitionLine } from './transition-line.js';

/** The data of an event of the kind `transition`. */
export interface Transition {
  /** Whole, with its votes and reasons; its moments are of the clock of the life that decided it. */
  decision: Decision;
  previous: Pick<Standing, 'state' | 'source' | 'addresses' | 'ttl'>;
  /** The whole in one line, as it is logged. */
  text: string;
  changed: { ip: string; port: number | null; from: VerdictValue; to: VerdictValue; reason: string }[];
}

/** Writes every change that somebody could notice into the history. What a start brings back is no change. */
@Injectable()
export class Transitions implements OnApplicationBootstrap {
  constructor(
    private readonly decisions: DecisionTable,
    private readonly events: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.decisions.onChange((decision, previous) => {
      this.events.append({ domain: decision.domain, kind: 'transition', data: transitionOf(decision, previous) });
    });
  }
}

export function transitionOf(decision: Decision, standing: Standing): Transition {
  const { state, source, addresses, ttl, verdicts } = standing;
  const changed = decision.targets.flatMap(({ ip, port, verdict, reason }, index) => {
    const from = verdicts[index] ?? 'unknown';
    return from === verdict ? [] : [{ ip, port, from, to: verdict, reason }];
  });
  return { decision, previous: { state, source, addresses, ttl }, text: transitionLine(decision, standing), changed };
}
