import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nameOf, ZONE } from '../load.ts';
import { startPinned } from '../programs.ts';
import { type Peer, TARGET_PORT, targetsOf } from './peer.ts';

const PORT = 15_355;
export const API = 'http://127.0.0.1:15380';
const MASTER = new URL('../../apps/master/dist/main.js', import.meta.url).pathname;

/** Ours: the built master with one DNS worker, API and decisions in the same process and on the same core. */
export const failover: Peer = {
  name: 'Failover DNS (1 worker)',
  port: PORT,
  patience: (names) => 30 + names / 1000,
  start(folder, names) {
    const domains = Array.from({ length: names }, (_, index) => {
      const [one, other] = targetsOf(index);
      return `      n${index}: { monitor: { targets: [ { ip: ${one}, port: ${TARGET_PORT} }, { ip: ${other}, port: ${TARGET_PORT} } ] } }`;
    });
    const text = [
      `dns: { listen_ip: 127.0.0.1, listen_port: ${PORT}, resolve_cache_ttl: 5 }`,
      'api: { listen_ip: 127.0.0.1, listen_port: 15380 }',
      `storage: { path: ${JSON.stringify(join(folder, 'state.db'))} }`,
      'defaults: { fallback: [127.0.1.254], server: { policy: any, timeout_sec: 3600 }, monitor: { mode: tcp }, agent: { interval_sec: 30, timeout_sec: 5 } }',
      'zones:',
      `  - name: ${ZONE}`,
      '    domains:',
      ...domains,
    ];
    writeFileSync(join(folder, 'config.yaml'), `${text.join('\n')}\n`);
    return startPinned(process.execPath, [MASTER, '--config', join(folder, 'config.yaml')], join(folder, 'log'));
  },
};

let sequence = 0;

/** One batch of reports that call the targets of domains `from` … `to − 1` (wrapping at `names`) up or down. */
export function batch(from: number, to: number, names: number, status: 'ok' | 'fail' = 'ok', agent = 'bench'): string {
  const now = new Date().toISOString();
  const reports = Array.from({ length: to - from }, (_, offset) => (from + offset) % names).flatMap((index) =>
    targetsOf(index).map((ip) => {
      const name = nameOf(index);
      const check = {
        timestamp: now,
        check_name: `${name}:${ip}:${TARGET_PORT}`,
        domain: name,
        type: 'tcp',
        target_ip: ip,
        port: TARGET_PORT,
      };
      return { ...check, status, latency_ms: 1.5, reason: status === 'ok' ? null : 'refused', seq: sequence++ };
    }),
  );
  return JSON.stringify({ agent_id: agent, boot_id: 'bench', sent_at: now, reports });
}

const MOST_REFUSALS = 10;

/** Sends it, again when the master says so and after the time that it says, as agents do; returns how many reports counted. */
export async function postBatch(body: string, refusals = 0): Promise<number> {
  const reply = await fetch(`${API}/api/v1/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { accepted } = (await reply.json()) as { accepted?: number };
  if (accepted !== undefined) return accepted;
  if (reply.status !== 429 || refusals === MOST_REFUSALS) throw new Error(`the master refused a batch: ${reply.status}`);
  await sleep(1000 * Number(reply.headers.get('retry-after')));
  return postBatch(body, refusals + 1);
}
