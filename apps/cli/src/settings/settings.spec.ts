import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Failure } from '../failure.js';
import { type Flags, readSettings } from './settings.js';

const home = mkdtempSync(join(tmpdir(), 'failover-dns-settings-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const FILE = join(home, 'failover', 'config.yaml');

function put(name: string, text: string, mode = 0o600): string {
  const path = join(home, 'failover', name);
  mkdirSync(join(home, 'failover'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

/** The settings with this file, environment and command line. */
function settings(text: string | null, env: NodeJS.ProcessEnv = {}, flags: Flags = {}, mode = 0o600) {
  rmSync(join(home, 'failover'), { recursive: true, force: true });
  if (text !== null) put('config.yaml', text, mode);
  put('token', 'from-a-file\n');
  return readSettings(flags, { XDG_CONFIG_HOME: home, ...env });
}

const ALL = 'server: http://file.example/\ntoken: file-token\ndns: 192.0.2.1:53\n';
const ENV = { FAILOVER_URL: 'http://env.example', FAILOVER_TOKEN: 'env-token', FAILOVER_DNS: '192.0.2.2' };

describe('what is nearest to the command wins', () => {
  it.each<[string, string | null, NodeJS.ProcessEnv, Flags, string, string | undefined]>([
    ['nothing', null, {}, {}, 'http://127.0.0.1:8000', undefined],
    ['the file', ALL, {}, {}, 'http://file.example', 'file-token'],
    ['the environment', ALL, ENV, {}, 'http://env.example', 'env-token'],
    ['the flags', ALL, ENV, { server: 'https://flag.example/api/v1/', token: 'flag' }, 'https://flag.example', 'flag'],
    ['a token file beside the file', 'token_file: token', {}, {}, 'http://127.0.0.1:8000', 'from-a-file'],
    ['an empty variable', ALL, { FAILOVER_URL: '', FAILOVER_TOKEN: '' }, {}, 'http://file.example', 'file-token'],
  ])('%s', (_name, text, env, flags, server, token) => {
    const read = settings(text, env, flags);
    expect([read.server, read.token?.value, read.warnings]).toEqual([server, token, []]);
  });

  it('a token file that a flag names, before a token of the environment', () => {
    settings(null);
    const path = put('other', 'other-token');
    expect(readSettings({ tokenFile: path }, { ...ENV, XDG_CONFIG_HOME: home }).token).toEqual({
      value: 'other-token',
      from: `${path} (--token-file)`,
    });
  });
});

it('a token that others can read draws a warning', () => {
  expect(settings(ALL, {}, {}, 0o644).warnings).toEqual([`${FILE} holds a token and others can read it: chmod 600 ${FILE}`]);
  expect(settings('server: http://file.example', {}, {}, 0o644).warnings).toEqual([]);
  chmodSync(put('token', 'x'), 0o640);
  const read = readSettings({ tokenFile: join(home, 'failover', 'token') }, { XDG_CONFIG_HOME: home });
  expect(read.warnings).toHaveLength(1);
});

it.each<[string, string | null, NodeJS.ProcessEnv, Flags, RegExp]>([
  ['no URL', null, {}, { server: '127.0.0.1:8000' }, /"127.0.0.1:8000" \(--server\) is no URL/],
  ['an unknown key', 'servre: http://file.example', {}, {}, /did you mean "server"/],
  ['a file that is named and missing', null, { FAILOVER_CONFIG: '/nowhere/config.yaml' }, {}, /no such file/],
  ['both kinds of token', 'token: a\ntoken_file: token', {}, {}, /together/],
  ['both flags', null, {}, { token: 'a', tokenFile: 'b' }, /together/],
  ['a token with a blank', null, { FAILOVER_TOKEN: 'a b' }, {}, /FAILOVER_TOKEN has blanks/],
  ['a token file that is missing', null, {}, { tokenFile: '/nowhere/token' }, /ENOENT/],
])('%s is the user’s mistake', (_name, text, env, flags, message) => {
  let failure: Failure | undefined;
  try {
    settings(text, env, flags);
  } catch (error) {
    failure = error as Failure;
  }
  expect(failure?.code).toBe(2);
  expect([failure?.message, ...(failure?.hints ?? [])].join('\n')).toMatch(message);
});

it('no fault shows a token', () => {
  expect(() => settings('token: 8675309')).toThrow(expect.objectContaining({ hints: [expect.not.stringContaining('8675309')] }));
});
