import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DecisionTable } from '../health/decision-table.js';
import { transitionLine } from '../history/transition-line.js';

/** One line for each change that somebody could notice, readable aloud. */
@Injectable()
export class TransitionLog implements OnModuleInit {
  private readonly log = new Logger('Decision');

  constructor(private readonly decisions: DecisionTable) {}

  onModuleInit(): void {
    this.decisions.onChange((decision, previous) => {
      const line = transitionLine(decision, previous);
      if (decision.source !== 'targets' && previous.source === 'targets') this.log.warn(line);
      else this.log.log(line);
    });
  }
}
