import { type BatchAcceptedDto } from '@failover-dns/contracts';
import { type Server } from '../servers/server.js';
import { describeTask } from '../tasks/task.js';
import { judge, type Outcome } from './outcome.js';
import { type Result, toBatch } from './result.js';

const ASKED = 'POST /api/v1/reports';

/** Sends results as one batch. What the master rejects among them is said and not sent again. */
export async function sendBatch(server: Server, agentId: string, bootId: string, results: Result[]): Promise<Outcome> {
  let reply;
  try {
    reply = await server.connection.post('reports', toBatch(agentId, bootId, Date.now(), results));
  } catch (cause) {
    return { kind: 'lost', unsent: results, cause };
  }
  const verdict = judge(reply.status);
  if (verdict === 'missing') return { kind: 'old' };
  const accepted = verdict === 'taken' ? readAccepted(reply.body) : null;
  if (accepted === null) server.complain(reply, ASKED);
  else sayRejected(server, accepted.rejected, results);
  if (verdict === 'later') return { kind: 'later', unsent: results, retryAfterMs: reply.retryAfterMs };
  return verdict === 'refused' ? { kind: 'refused' } : { kind: 'taken', tasksVersion: accepted?.tasks_version ?? null };
}

function sayRejected(server: Server, rejected: BatchAcceptedDto['rejected'] | undefined, results: Result[]): void {
  for (const { index, reason } of Array.isArray(rejected) ? rejected : []) {
    const result = results[index];
    server.say(`rejected ${result ? describeTask(result.task) : `report ${index}`}: ${reason}`, `rejected: ${reason}`);
  }
}

function readAccepted(body: string): Partial<BatchAcceptedDto> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
