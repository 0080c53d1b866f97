import { type BatchedReportDto, type ReportBatchDto, type ReportDto } from '@failover-dns/contracts';
import { type Observation, reasonText } from '../probers/observation.js';
import { type Task } from '../tasks/task.js';

/** One observation on its way to one master. `at` is when the check ended, in epoch milliseconds of this host. */
export interface Result {
  task: Task;
  seq: number;
  at: number;
  observation: Observation;
}

export const toBatch = (agentId: string, bootId: string, sentAt: number, results: Result[]): ReportBatchDto => ({
  agent_id: agentId,
  boot_id: bootId,
  sent_at: new Date(sentAt).toISOString(),
  reports: results.map((result) => ({ ...fields(result, new Date(result.at).toISOString()), seq: result.seq })),
});

/** The contract's single report. Its time is written with an offset, which Python before 3.11 needs. */
export const toReport = (agentId: string, result: Result): ReportDto => ({
  agent_id: agentId,
  ...fields(result, new Date(result.at).toISOString().replace('Z', '+00:00')),
});

function fields({ task, observation }: Result, timestamp: string): Omit<BatchedReportDto, 'seq'> {
  const { check_name, domain, type, target_ip, port } = task.wire;
  return {
    timestamp,
    check_name,
    domain,
    type,
    target_ip,
    port,
    status: observation.result,
    latency_ms: observation.latencyMs,
    reason: reasonText(observation),
  };
}
