import { randomBytes } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { AgentConfig } from '../config/agent-config.js';
import { type Observation } from '../probers/observation.js';
import { type Server } from '../servers/server.js';
import { Servers } from '../servers/servers.js';
import { type Task } from '../tasks/task.js';
import { Delivery } from './delivery.js';

const LAST_FLUSH_MS = 500;

/** Numbers results and hands each to the delivery of its master; the deliveries know nothing of one another. */
@Injectable()
export class Reporter implements BeforeApplicationShutdown {
  /** The version of its task set that a master named in a reply. */
  readonly tasksVersions = new Subject<{ server: Server; version: string }>();
  readonly #deliveries: Map<Server, Delivery>;
  #seq = 0;

  constructor(config: AgentConfig, servers: Servers) {
    const identity = { agentId: config.agent_id, bootId: randomBytes(8).toString('hex') };
    this.#deliveries = new Map(
      servers.all.map((server) => [
        server,
        new Delivery(server, identity, (version) => this.tasksVersions.next({ server, version })),
      ]),
    );
  }

  /** `urgent` results leave at once, the others within 200 ms. */
  record(server: Server, task: Task, observation: Observation, urgent: boolean): void {
    this.#deliveries.get(server)?.add({ task, observation, seq: ++this.#seq, at: Date.now() }, urgent);
  }

  /** How many results wait for that master. */
  owedTo(server: Server): number {
    return this.#deliveries.get(server)?.owed ?? 0;
  }

  forget(server: Server, keys: string[]): void {
    this.#deliveries.get(server)?.forget(keys);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#deliveries.values()].map((delivery) => delivery.stop(LAST_FLUSH_MS)));
  }
}
