import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { chmodSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ADMIN, BIN, run, surroundings } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { capture, ROOT } from './harness/program.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const NAME = 'webmail.failover';
const VIEWER = 'a-viewers-token';
let master: Master;
let closed: Master;

beforeAll(async () => {
  const domains = { [NAME]: domain([{ ip: '192.0.2.10', port: 443 }]) };
  master = await world.master({ domains, api: { admin_token: ADMIN, viewer_token: VIEWER } });
  closed = await world.master({ domains });
});

test('no server: which address, where it is from, how to set another', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { code, stdout, stderr } = await run(['status'], { env: { FAILOVER_URL: url } });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.split('\n')).toEqual([
    `failover: cannot reach the master at ${url}: connection refused (nothing listens there)`,
    '  the address is from: FAILOVER_URL',
    '  set another with --server URL, FAILOVER_URL, or "server:" in /nowhere/failover/config.yaml',
    '',
  ]);
  const named = await run(['agents', '--server', 'http://no-such-host.invalid'], {});
  expect([named.code, named.stderr]).toEqual([1, expect.stringMatching(/no such host|cannot be resolved/)]);
});

test('a server that says nothing, and one that is no master', async () => {
  const server = createServer(
    (request, reply) => void (request.url?.includes('agents') ? undefined : reply.end('<html>')),
  ).listen(0);
  world.onClose(() => server.closeAllConnections());
  world.onClose(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await run(['agents', '--server', url, '--timeout', '1'])).stderr).toContain('no reply within 1 s');
  expect(await run(['status', '--server', url])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not as a Failover DNS master'),
  });
});

test.each<[string, string[], string | undefined, string[]]>([
  ['reading without a token', ['status'], undefined, ['api.viewer_token', 'no token was sent', 'FAILOVER_TOKEN']],
  ['reading with a wrong one', ['explain', NAME], 'wrong', ['the token is from: FAILOVER_TOKEN']],
  [
    'operating with the viewers’',
    ['failback', NAME],
    VIEWER,
    ['the bearer token is not api.admin_token', 'the token is from: FAILOVER_TOKEN'],
  ],
  [
    'operating without a token',
    ['brake', 'release'],
    undefined,
    ['no token was sent', 'it must be api.viewer_token to read, api.admin_token'],
  ],
  ['streaming without a token', ['events', '-f'], undefined, ['no token was sent']],
])('%s is refused, and the remedy is told', async (_name, args, token, texts) => {
  const { code, stdout, stderr } = await run(args, { master, token });
  expect([code, stdout]).toEqual([1, '']);
  for (const text of texts) expect(stderr).toContain(text);
});

test('where nobody is an operator, the key that makes one is told', async () => {
  const { code, stderr } = await run(['brake', 'release'], { master: closed, token: ADMIN });
  expect([code, stderr]).toEqual([1, expect.stringContaining('set api.admin_token in the config first')]);
});

test('the settings file and its token file; a file that others can read draws a warning', async () => {
  const home = world.place('home/failover').replace(/\/failover$/, '');
  world.file('home/failover/config.yaml', `server: ${master.url}\ntoken_file: token\n`);
  const path = world.file('home/failover/token', `${VIEWER}\n`, 0o600);
  const env = { XDG_CONFIG_HOME: home };
  expect(await run(['status'], { env })).toMatchObject({ code: 0, stderr: '' });
  chmodSync(path, 0o644);
  expect(await run(['status'], { env })).toMatchObject({
    code: 0,
    stderr: `warning: ${path} holds a token and others can read it: chmod 600 ${path}\n`,
  });
  const wrong = await run(['status'], { env: { ...env, FAILOVER_TOKEN: 'wrong' } });
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('the token is from: FAILOVER_TOKEN')]);
  expect((await run(['status', '--token', VIEWER], { env: { ...env, FAILOVER_TOKEN: 'wrong' } })).code).toBe(0);
  world.file('home/failover/config.yaml', 'sever: http://x\n');
  const broken = await run(['status'], { env });
  expect([broken.code, broken.stderr]).toEqual([2, expect.stringMatching(/config.yaml:1:1: sever: .*did you mean "server"/)]);
});

test.each<[string, string[], number, RegExp]>([
  ['an unknown command', ['statsu'], 2, /unknown command 'statsu'\n\(Did you mean status\?\)/],
  ['an unknown option', ['status', '--wtach'], 2, /unknown option '--wtach'\n\(Did you mean --watch\?\)/],
  ['a missing name', ['explain'], 2, /missing required argument 'name'/],
  ['a word too many', ['agents', 'x'], 2, /too many arguments/],
  ['no command', [], 2, /Usage: failover/],
  ['another type', ['explain', NAME, '--type', 'MX'], 2, /Allowed choices are A, AAAA/],
  ['no URL', ['status', '--server', 'localhost:8000'], 2, /is no URL of a master\n {2}write it as http/],
  ['no time', ['simulate', '--advance', 'soon'], 2, /--advance "soon" is no time/],
  ['no limit', ['events', '--limit', '0'], 2, /from 1 to 1000/],
  ['no start', ['events', '--since', 'bogus'], 2, /--since "bogus" is neither .*\n {2}write 2h,/],
  ['an empty name', ['explain', ''], 2, /^failover: the name of the domain is missing\n$/],
  ['a dot for a name', ['failback', '.'], 2, /the name of the domain is missing/],
  ['an empty name among others', ['status', NAME, ''], 2, /the name of the domain is missing/],
  [
    'no agent',
    ['override', 'set', 'maintenance', '--agent', '', '--reason', 'x', '--for', '1h'],
    2,
    /the id of the agent is missing/,
  ],
])('%s', async (_name, args, code, message) => {
  const ended = await run(args, { master, token: VIEWER });
  expect([ended.code, ended.stdout]).toEqual([code, '']);
  expect(ended.stderr).toMatch(message);
});

test.each<[string, string[], RegExp]>([
  ['no length', [NAME, '--reason', 'x', '--for', '1x'], /--for "1x" is no time\n {2}write a number and its unit/],
  ['no length at all', [NAME, '--reason', 'x', '--for', '0s'], /--for "0s" is no time/],
  ['no reason', [NAME, '--reason', ' ', '--for', '1h'], /--reason is empty\n {2}say why/],
  ['no end', [NAME, '--reason', 'x', '--until', 'soon'], /--until "soon" is no time\n {2}write it as 2026-/],
  [
    'an end that is over',
    [NAME, '--reason', 'x', '--until', '2020-01-02T04:00:00Z'],
    /2020-01-02T04:00:00\.000Z is over already/,
  ],
  ['an agent is drained', ['--agent', 'fra', '--reason', 'x', '--for', '1h'], /can be in maintenance alone, not drain/],
])('an override: %s', async (_name, args, message) => {
  const ended = await run(['override', 'set', 'drain', ...args], { master, token: ADMIN });
  expect([ended.code, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toMatch(message);
});

test('https:// where the master speaks no TLS', async () => {
  const ended = await run(['status', '--server', master.url.replace('http:', 'https:')], { token: VIEWER });
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('the server does not speak TLS there')]);
  expect(ended.stderr).toContain(`\n  try ${master.url}\n`);
  expect(ended.stderr).not.toMatch(/SSL|openssl/i);
});

test('--version, and --help with examples for each command', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  const { stdout } = await run(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  expect(commands).toHaveLength(17);
  const paths = commands.flatMap((name) =>
    name === 'override' ? ['set', 'release', 'list'].map((sub) => [name, sub]) : [[name]],
  );
  const helps = await Promise.all(paths.map((path) => run([...path, '--help'])));
  for (const [index, { code, stdout: help }] of helps.entries())
    expect([code, help], paths[index]?.join(' ')).toEqual([0, expect.stringMatching(/\nExamples:\n {2}\$ .*failover/)]);
});

test('colours on a terminal alone, and not with NO_COLOR; JSON never has them', async () => {
  const env = surroundings({ master, token: VIEWER, env: { NO_COLOR: undefined, CI: undefined, TERM: 'xterm' } });
  const inTerminal = async (args: string, more: NodeJS.ProcessEnv = {}) =>
    (await capture('script', ['-qec', `${process.execPath} ${ROOT}/${BIN} ${args}`, '/dev/null'], { env: { ...env, ...more } }))
      .stdout;
  const red = '\u001b[31mfallback\u001b[39m';
  expect(await inTerminal('status')).toContain(red);
  expect(await inTerminal('status', { NO_COLOR: '1' })).not.toContain('\u001b');
  expect(await inTerminal('status --json')).not.toContain('\u001b');
  expect((await run(['status'], { env })).stdout).not.toContain('\u001b');
});

test('whoever reads the output may go away', async () => {
  const env = surroundings({ master, token: VIEWER });
  const command = `${process.execPath} ${BIN} status --json | true; echo "\${PIPESTATUS[0]}"`;
  expect(await capture('bash', ['-c', command], { env })).toEqual({ code: 0, stdout: '0\n', stderr: '' });
});
