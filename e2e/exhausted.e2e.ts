import { expect, test } from 'vitest';
import { capture } from './harness/program.js';

/** Takes every descriptor that the process may have, then probes loopback in each mode; prints the results by mode. */
const PROBES = `
import 'reflect-metadata';
import { openSync } from 'node:fs';
import { readParams } from '${process.cwd()}/libs/contracts/dist/index.js';
import { Networks } from '${process.cwd()}/apps/agent/dist/probers/networks.js';
import { reasonText } from '${process.cwd()}/apps/agent/dist/probers/observation.js';
import { probe } from '${process.cwd()}/apps/agent/dist/probers/probe.js';
const NEEDED = { udp: { send: 'x' }, exec: { command: 'mine' } };
const shown = {};
try { for (;;) openSync('/dev/null'); } catch {}
for (const type of process.argv.slice(1)) {
  const check = { host: 'x', timeoutMs: 2000, params: readParams(type, NEEDED[type] ?? {}) };
  const spec = { type, problem: null, target: { ip: '127.0.0.1', port: 1 }, check };
  const observation = await probe(spec, new Networks(['127.0.0.0/8']), AbortSignal.timeout(2000), { mine: ['/bin/true'] });
  shown[type] = observation.result + ' ' + reasonText(observation);
}
process.stdout.write(JSON.stringify(shown));
`;

test('an agent without file descriptors says so, and nothing about the target', async () => {
  const modes = ['tcp', 'http', 'https', 'tls', 'grpc', 'udp', 'dns', 'icmp', 'exec'];
  const program = ['ulimit -n 64; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', PROBES, '--', ...modes];
  const { stdout, stderr } = await capture('sh', ['-c', ...program]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    tcp: 'error local: EMFILE',
    http: 'error local: EMFILE',
    https: 'error local: EMFILE',
    tls: 'error local: EMFILE',
    grpc: 'error local: EMFILE',
    udp: 'error local: EMFILE',
    dns: 'error local: EMFILE',
    icmp: 'error local: ping: EMFILE',
    exec: 'error local: the command: EMFILE',
  });
});
