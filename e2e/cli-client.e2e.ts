import { delimiter, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run, surroundings } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { capture, ROOT } from './harness/program.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;
beforeAll(async () => {
  const domains = { 'webmail.failover': domain([]), 'www.failover': domain([]) };
  master = await world.master({ domains, top: { agents: [{ id: 'fra', token: 'a-token-of-fra', tags: ['eu'] }] } });
});

test('the client is what the master’s OpenAPI document generates: else run `npm run generate` in apps/cli', async () => {
  const { code, stderr } = await capture(process.execPath, [resolve(ROOT, 'apps/cli/generate.mjs'), '--check']);
  expect([code, stderr]).toEqual([0, '']);
});

test('npx failover works from the root', async () => {
  const { code, stdout } = await capture('npx', ['failover', '--version']);
  expect([code, stdout]).toEqual([0, '0.1.0\n']);
});

/** What bash would offer for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `source <(failover completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _failover; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const path = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  const env = { ...surroundings({ master }), PATH: path };
  const { stdout, stderr } = await capture('bash', ['-c', script, 'bash', ...words], { env });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean).sort();
}

test.each<[string[], string[]]>([
  [['failover', 'sta'], ['status']],
  [
    ['failover', 'override', ''],
    ['list', 'release', 'set'],
  ],
  [['failover', '--json', 'override', 'se'], ['set']],
  [['failover', 'override', 'set', '--per'], ['--permanent']],
  [
    ['failover', 'status', '--fail-on', 'f'],
    ['fallback', 'frozen'],
  ],
  [
    ['failover', 'completion', ''],
    ['bash', 'fish', 'zsh'],
  ],
  [['failover', '--server', 'status', 'ex'], ['explain']],
  [
    ['failover', 'explain', 'w'],
    ['webmail.failover', 'www.failover'],
  ],
  [
    ['failover', 'explain', '--type', ''],
    ['A', 'AAAA'],
  ],
  [['failover', 'check', 'READ'], ['README.md']],
  [['failover', 'apply', 'READ'], ['README.md']],
  [['failover', 'apply', 'x', '--confirm-w'], ['--confirm-within']],
  [['failover', 'override', 'set', 'drain', 'webm'], ['webmail.failover']],
  [['failover', 'simulate', '--lost', ''], ['fra']],
  [['failover', 'override', 'set', 'maintenance', '--tag', ''], ['eu']],
  [
    ['failover', 'events', '--domain', 'w'],
    ['webmail.failover', 'www.failover'],
  ],
])('bash completes %j', async (words, expected) => expect(await offered(...words)).toEqual(expected));

test.each(['bash', 'zsh', 'fish'])(
  'the script for %s names every command, and the shell reads it where it is installed',
  async (shell) => {
    const { code, stdout } = await run(['completion', shell]);
    expect(code).toBe(0);
    for (const command of ['status', 'override', 'release', 'fail-on', 'force_up', 'failover names'])
      expect(stdout).toContain(command);
    const file = world.file(`completion.${shell}`, stdout);
    const read = await capture('bash', ['-c', `if command -v ${shell} >/dev/null; then ${shell} -n ${file}; fi`]);
    expect(read).toEqual({ code: 0, stdout: '', stderr: '' });
  },
);

test('another shell is refused', async () => {
  const { code, stderr } = await run(['completion', 'csh']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('Allowed choices are bash, zsh, fish')]);
});
