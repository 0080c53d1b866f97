import { readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ADMIN, surroundings } from './harness/cli.js';
import { Program, ROOT } from './harness/program.js';
import { examplesIn, follow } from './harness/readme.js';
import { report, sendReport } from './harness/reports.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const text = readFileSync(resolve(ROOT, 'docs/cli.md'), 'utf8');
const rows = (...ips: string[]) => ips.map((ip, index) => ({ ip, port: 443, priority: ip.endsWith('10') ? 2 - index : 1 }));
const one = (ips: string[], server: object) => ({
  fallback: ['192.0.2.254'],
  server: { timeout_sec: 600, rise: 2, fall: 2, ...server },
  monitor: { mode: 'tcp', targets: rows(...ips) },
  agent: { interval_sec: 10, timeout_sec: 2 },
});
const WEBMAIL = { 'webmail.failover': one(['192.0.2.10', '192.0.2.11'], { policy: 'priority' }) };
const WWW = { 'www.failover': one(['192.0.2.12'], { policy: 'any' }) };

test('the examples of docs/cli.md print what it says, in order', async () => {
  const examples = examplesIn(text);
  const zone = { ttl: 5, fallback_ttl: 5, ns: ['ns1.example'] };
  const master = await world.master({ domains: { ...WEBMAIL, ...WWW }, zone, api: { admin_token: ADMIN } });
  const file = (name: string, domains: object) =>
    world.file(`place/${name}`, JSON.stringify({ zones: [{ name: 'failover', ...zone, domains }] }));
  const cwd = world.place('place');
  file('config.yaml', { ...WEBMAIL, ...WWW });
  file('new.yaml', WEBMAIL);
  world.file('place/broken.yaml', 'zones:\n  - nmae: failover\n');
  for (const [ip, status] of [
    ['192.0.2.10', 'ok'],
    ['192.0.2.11', 'fail'],
  ] as const)
    await sendReport(master, report({ ip, port: 443 }, { agent_id: 'fra', status, reason: status === 'ok' ? null : 'refused' }));
  const path = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  const env = { ...surroundings({ master, token: ADMIN }), PATH: path };
  const run = async (commands: string) => {
    const shell = Program.run('bash', 'bash', ['-euo', 'pipefail', '-c', commands], { env, cwd });
    shell.child.stdin?.end();
    const { code } = await shell.ended;
    return { code, stdout: shell.stdout, stderr: shell.stderr };
  };
  await follow('docs/cli.md', examples, run);
}, 120_000);

test('docs/cli.md has a section for every command of the help', async () => {
  const help = Program.node('failover', 'apps/cli/bin/failover.mjs', ['--help']);
  await help.ended;
  const commands = [...help.stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  for (const command of commands) expect(text, command).toMatch(new RegExp(`^## .*\\b${command}\\b`, 'm'));
});
