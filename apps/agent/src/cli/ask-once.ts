import { type AgentConfig } from '../config/agent-config.js';
import { describeFailure } from '../servers/availability.js';
import { type Server } from '../servers/server.js';
import { Servers } from '../servers/servers.js';
import { readTasks, type Task } from '../tasks/task.js';

/** What one master gave, or why it gave nothing. */
export interface Given {
  server: string;
  tasks: Task[];
  problem: string | null;
}

/** Asks every master for its tasks, one time. */
export async function askOnce(config: AgentConfig): Promise<Given[]> {
  const servers = new Servers(config);
  try {
    return await Promise.all(servers.all.map(askOne));
  } finally {
    await servers.onApplicationShutdown();
  }
}

async function askOne(server: Server): Promise<Given> {
  const { name, connection } = server;
  const nothing = (problem: string): Given => ({ server: name, tasks: [], problem });
  try {
    const reply = await connection.tasks(null);
    const set = reply.status === 200 ? readTasks(reply.body) : null;
    if (set === null) return nothing(server.complaint(reply, 'GET /api/v1/tasks'));
    if (set.unreadable.length > 0) return { server: name, tasks: set.tasks, problem: set.unreadable.join('; ') };
    return set.tasks.length === 0
      ? nothing('no tasks for this token and these tags')
      : { server: name, tasks: set.tasks, problem: null };
  } catch (cause) {
    return nothing(describeFailure(cause));
  }
}
