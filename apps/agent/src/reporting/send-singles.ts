import { type Server } from '../servers/server.js';
import { describeTask } from '../tasks/task.js';
import { judge, type Outcome, type Trouble } from './outcome.js';
import { type Result, toReport } from './result.js';

const ASKED = 'POST /api/v1/report';
const AT_ONCE = 4;

/**
 * Sends results one by one to a master that has no /reports. It knows `ok` and `fail` alone, so an `error` is not sent,
 * and it keeps the last report of a task, so an older one could only overtake it. The first trouble stops the rest.
 * Where it knows none of the domains, it may be no master at all, but a proxy without one behind it.
 */
export async function sendSingles(server: Server, agentId: string, results: Result[]): Promise<Outcome> {
  const waiting = latestOfEach(results.filter(({ observation }) => observation.result !== 'error'));
  const unsent: Result[] = [];
  const troubles: Trouble[] = [];
  const missing: Result[] = [];
  const all = waiting.length;

  const work = async () => {
    while (waiting.length > 0 && troubles.length === 0) {
      const result = waiting.shift()!;
      const trouble = await sendOne(server, agentId, result);
      if (trouble === 'missing') missing.push(result);
      if (trouble === null || trouble === 'missing') continue;
      troubles.push(trouble);
      unsent.push(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (troubles[0]) return { ...troubles[0], unsent: [...unsent, ...waiting] };
  if (all > 0 && missing.length === all) return { kind: 'later', unsent: missing, retryAfterMs: null };
  return { kind: 'taken', tasksVersion: null };
}

const latestOfEach = (results: Result[]): Result[] => [...new Map(results.map((result) => [result.task.key, result])).values()];

/** What the master refuses (an unknown domain, another token's, a fault of its own) is said and dropped: the next result comes soon. */
async function sendOne(server: Server, agentId: string, result: Result): Promise<Trouble | 'missing' | null> {
  let reply;
  try {
    reply = await server.connection.post('report', toReport(agentId, result));
  } catch (cause) {
    return { kind: 'lost', cause };
  }
  const verdict = judge(reply.status);
  if (verdict === 'taken') return null;
  server.complain(reply, `${ASKED} about ${describeTask(result.task)}`, ASKED);
  if (verdict === 'missing') return 'missing';
  const dropped = verdict !== 'later' || [401, 403, 500].includes(reply.status);
  return dropped ? null : { kind: 'later', retryAfterMs: reply.retryAfterMs };
}
