import { fail, type Observation, ok } from '../probers/observation.js';
import { readTasks } from '../tasks/task.js';
import { type Result } from './result.js';

/** A result of a tcp check of 192.0.2.10:443 at 2026-01-02T03:04:05.678Z. */
export function resultOf({
  domain = 'webmail.failover',
  seq = 1,
  observation = ok(12.34) as Observation,
  port = 443,
} = {}): Result {
  const target_ip = '192.0.2.10';
  const task = { check_name: `${domain}:${target_ip}:${port}`, domain, target_ip, port, type: 'tcp', interval_sec: 30 };
  return {
    task: readTasks(JSON.stringify({ tasks: [task] }))!.tasks[0]!,
    seq,
    at: Date.parse('2026-01-02T03:04:05.678Z'),
    observation,
  };
}

export const failed = () => fail('refused');
