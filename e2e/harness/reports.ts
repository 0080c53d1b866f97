import type { ReportDto, StatusDto } from '@failover-dns/contracts';
import { type Master } from './master.js';
import { type Target } from './targets.js';

/** A report as an agent would send it by `POST /api/v1/report`; replace what a test is about. */
export function report(target: Pick<Target, 'ip' | 'port'>, over: Partial<Record<keyof ReportDto, unknown>> = {}) {
  const domain = over.domain ?? 'webmail.failover';
  return {
    agent_id: 'stand-in',
    timestamp: new Date().toISOString(),
    check_name: `${String(domain)}:${target.ip}:${target.port}`,
    domain,
    type: 'tcp',
    target_ip: target.ip,
    port: target.port,
    status: 'ok',
    latency_ms: 1.25,
    reason: null,
    ...over,
  };
}

export const sendReport = (master: Master, body: unknown, token = 'secret') =>
  master.post('/api/v1/report', body, { 'x-api-key': token });

/** The row of `GET /api/v1/status` of one domain. */
export async function statusOf(master: Master, name: string) {
  const { body } = await master.get<StatusDto>('/api/v1/status');
  const row = body.status.find(({ domain }) => domain === name);
  if (!row) throw new Error(`${name} is not in /status: ${JSON.stringify(body)}`);
  return row;
}

/** Names of the agents that reported about a domain, sorted. */
export const agentsOf = async (master: Master, name: string) =>
  (await statusOf(master, name)).agents.map((a) => a.agent_id).sort();
