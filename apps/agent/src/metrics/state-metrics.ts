import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { ReloadState } from '../config/reload-state.js';
import { Reporter } from '../reporting/reporter.js';
import { type Server } from '../servers/server.js';
import { Servers } from '../servers/servers.js';
import { Scheduler } from '../tasks/scheduler.js';

/** How things stand at the moment somebody asks. */
@Injectable()
export class StateMetrics {
  constructor(registry: Registry, servers: Servers, scheduler: Scheduler, reporter: Reporter, reload: ReloadState) {
    const registers = [registry];
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name: `failover_agent_${name}`,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    const gaugeOfServers = (name: string, help: string, value: (server: Server) => number) =>
      new Gauge({
        name: `failover_agent_${name}`,
        help,
        labelNames: ['server'] as const,
        registers,
        collect() {
          for (const server of servers.all) this.set({ server: server.name }, value(server));
        },
      });
    gauge('config_last_reload_successful', '0: the changed config has faults, and the one before stays in force', () =>
      Number(reload.isSuccessful),
    );
    gauge('checks', 'Distinct checks; several tasks may share one', () => scheduler.checks);
    gauge('checks_running', 'Checks that run now', () => scheduler.load.running);
    gauge('checks_waiting', 'Checks that wait for room under max_concurrent', () => scheduler.load.waiting);
    gaugeOfServers('tasks', 'Tasks that the master has given', (server) => scheduler.tasksOf(server) ?? 0);
    gaugeOfServers('master_reachable', '1: the master answers; 0: it does not', ({ availability }) =>
      Number(!availability.isLost),
    );
    gaugeOfServers('results_waiting', 'Results that the master is still owed', (server) => reporter.owedTo(server));
  }
}
