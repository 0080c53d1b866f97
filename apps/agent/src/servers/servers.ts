import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AgentConfig } from '../config/agent-config.js';
import { Server } from './server.js';

/** The masters of the config, in its order. */
@Injectable()
export class Servers implements OnApplicationShutdown {
  readonly all: Server[];

  constructor(config: AgentConfig) {
    const log = new Logger('server');
    this.all = config.servers.map((server) => new Server(server, config.agent_id, log));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map(({ connection }) => connection.close()));
  }
}
