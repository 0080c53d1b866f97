import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AgentWatch } from '../health/agent-watch.js';
import { EventLog } from './event-log.js';

/** An agent that falls silent or comes back is an event. */
@Injectable()
export class AgentEvents implements OnApplicationBootstrap {
  constructor(
    private readonly watch: AgentWatch,
    private readonly events: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.watch.onTurn(({ agent, from, to, silentMs }) => {
      this.events.append({ domain: null, kind: 'agent', data: { agent, from, to, silent_ms: Math.round(silentMs) } });
    });
  }
}
