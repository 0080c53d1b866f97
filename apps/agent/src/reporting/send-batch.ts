import { type BatchAcceptedDto } from '@failover-dns/contracts';
import { isRecord, parseRecord } from '../servers/json.js';
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
  else sayRejected(server, accepted, results);
  if (verdict === 'refused') return { kind: 'refused' };
  // A "200" that says nothing of a batch comes from somebody else: a portal, a page of a proxy.
  if (accepted === null) return { kind: 'later', unsent: results, retryAfterMs: reply.retryAfterMs };
  return { kind: 'taken', tasksVersion: accepted.tasks_version };
}

function sayRejected(server: Server, { rejected }: Accepted, results: Result[]): void {
  for (const { index, reason } of rejected) {
    const result = results[index];
    const words = server.quoted(reason);
    server.say(`rejected ${result ? describeTask(result.task) : `report ${index}`}: ${words}`, `rejected: ${words}`);
  }
}

type Accepted = Pick<BatchAcceptedDto, 'rejected'> & { tasks_version: string | null };

/** What can be understood of the reply; null: it is not one to a batch. */
function readAccepted(body: string): Accepted | null {
  const reply = parseRecord(body);
  if (reply === null) return null;
  const { rejected, tasks_version } = reply;
  return {
    rejected: (Array.isArray(rejected) ? rejected : []).filter(isRejected),
    tasks_version: typeof tasks_version === 'string' ? tasks_version : null,
  };
}

const isRejected = (entry: unknown): entry is Accepted['rejected'][number] =>
  isRecord(entry) && typeof entry['index'] === 'number' && typeof entry['reason'] === 'string';
