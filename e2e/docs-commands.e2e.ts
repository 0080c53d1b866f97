import { globSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ADMIN, run } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { ROOT } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { domain, useWorld } from './harness/world.js';

/** Commands that stand within sentences, as somebody in trouble types them. Blocks of commands are run by `docs` and its like. */
const world = useWorld({ shared: true });
const TARGET = { ip: '192.0.2.10', port: 443 };
let master: Master;

beforeAll(async () => {
  master = await world.master({
    domains: { 'webmail.failover': domain([TARGET]) },
    api: { admin_token: ADMIN },
    top: { webhooks: [{ name: 'chat', url: 'http://127.0.0.1:9/', secret: 'a-secret-of-some-length-for-webhooks' }] },
  });
  await sendReport(master, report(TARGET, { agent_id: 'fra' }));
});

/** `failover …` within a text, where it is a whole command. */
const commandsIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/`failover\s([^`]+)`/g)].map(([, text = '']) => text.replaceAll(/\s+/g, ' '));

/** Names of a command are told without what it wants; a placeholder for anything is no command. */
const isWhole = (text: string) => !/^(apply|explain|query|completion)$|--confirm-within$|^COMMAND|…$/.test(text);

const FILES = ['README.md', 'docs/*.md', 'docs/decisions/*.md', 'deploy/**/*.md'].flatMap((pattern) =>
  globSync(pattern, { cwd: ROOT }).map((file) => `${ROOT}/${file}`),
);
const COMMANDS = [...new Set(FILES.flatMap(commandsIn).filter(isWhole))];

test('there are commands in the runbook', () => {
  expect(COMMANDS).toContain("override set force-up NAME/IP --reason '…' --for 1h");
  expect(COMMANDS.length).toBeGreaterThan(15);
});

test.each(COMMANDS)('failover %s', async (command) => {
  const chat = command.startsWith('webhooks ');
  const typed = command
    .replaceAll('NAME/IP', `webmail.failover/${TARGET.ip}`)
    .replaceAll('NAME', chat ? 'chat' : 'webmail.failover')
    .replaceAll('CONFIG', master.file);
  const args = [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const { code, stderr } = await run(args, { master, token: ADMIN });
  // 1: there is nothing to release, or something to know. 2 would be a command that there is not.
  expect([0, 1], stderr).toContain(code);
});
