import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf, pathOf, read, type Root, valueOf } from './read-config.fixture.js';

describe('the environment', () => {
  it.each<[string, string, NodeJS.ProcessEnv, Partial<Root>]>([
    ['a variable', 'name: ${A}', { A: 'x' }, { name: 'x' }],
    ['within a text', 'name: a-${A}-${B}', { A: 'x', B: 'y' }, { name: 'a-x-y' }],
    ['in quotes', 'name: "${A}"', { A: 'x' }, { name: 'x' }],
    ['a default that is needed', 'name: ${A:-x y}', {}, { name: 'x y' }],
    ['a default that is needed, as the variable is empty', 'name: ${A:-x}', { A: '' }, { name: 'x' }],
    ['a default that is not needed', 'name: ${A:-x}', { A: 'z' }, { name: 'z' }],
    ['a number, where the whole is a variable', 'workers: ${A}', { A: '4' }, { workers: 4 }],
    ['a number from a default, in quotes', 'workers: "${A:-4}"', {}, { workers: 4 }],
    ['a word where a number might stand', 'workers: ${A}', { A: 'auto' }, { workers: 'auto' }],
    ['digits that are text', 'name: ${A}', { A: '007' }, { name: '007' }],
    ['$${ stands for ${', 'name: $${A}', {}, { name: '${A}' }],
    ['a dollar alone', 'name: $A {x} $', {}, { name: '$A {x} $' }],
    ['is not looked at twice', 'name: ${A}', { A: '${B}' }, { name: '${B}' }],
    ['in a list', 'words: ["${A}"]', { A: 'x' }, { words: ['x'] }],
  ])('%s', (_title, text, env, expected) => {
    expect(valueOf(text, env)).toMatchObject(expected);
  });

  it.each<[string, string, NodeJS.ProcessEnv, string]>([
    [
      'is not set',
      'name: ${NOPE}',
      {},
      'c.yaml:1:7: name: found ${NOPE}, which is not set, expected an environment variable that is set; set it, or give a default: ${NOPE:-…}',
    ],
    [
      'is malformed',
      'name: ${A-b}',
      {},
      'c.yaml:1:7: name: found "${A-b}", expected ${NAME} or ${NAME:-default}; write $${ for ${ itself',
    ],
    [
      'holds the wrong thing',
      'workers: ${A}',
      { A: 'many' },
      'c.yaml:1:10: workers: found "many" (from "${A}"), expected a whole number from 1 to 64, or auto',
    ],
    [
      'is only a part, so it stays text',
      'wait_sec: 1${A}',
      { A: '0' },
      'c.yaml:1:11: wait_sec: found "10" (from "1${A}"), expected seconds, more than 0 and at most 86400; remove the quotes',
    ],
  ])('that %s is a fault', (_title, text, env, expected) => {
    expect(faultsOf(text, env)).toEqual([expected]);
  });
});

describe('a secret', () => {
  const section = (lines: string) => `one:\n  ip: "::"\n${lines.replace(/^/gm, '  ')}\n`;
  const file = (name: string, content: string | Uint8Array) => (writeFileSync(pathOf(name), content), name);

  it.each([
    ['its file, without the newline at the end', 's3cret\n', 's3cret'],
    ['its file, as Windows writes it', 's3cret\r\n', 's3cret'],
    ['its file, with spaces and one empty line kept', ' a b \n\n', ' a b \n'],
  ])('comes from %s', (_title, content, expected) => {
    expect(valueOf(section(`token_file: ${file('token', content)}`)).one!.token).toBe(expected);
  });

  it('comes from an absolute path, from a path in the environment, or a list from several lines', () => {
    file('token', 's3cret');
    expect(valueOf(section('token_file: ${T}'), { T: pathOf('token') }).one!.token).toBe('s3cret');
    file('keys', 'aa\nbb\n');
    expect(valueOf('keys_file: keys').keys).toEqual(['aa', 'bb']);
  });

  it('leaves no trace of its file in the value', () => {
    file('token', 's3cret');
    expect(valueOf(section('token_file: token')).one).not.toHaveProperty('token_file');
  });

  it.each([
    [
      'a file that is not there',
      'token_file: nothing-here',
      'c.yaml:3:15: one.token_file: found no such file, expected a file with the secret',
    ],
    ['an empty file', 'token_file: empty', 'c.yaml:3:15: one.token_file: found an empty file, expected a file with the secret'],
    ['a directory', 'token_file: .', 'c.yaml:3:15: one.token_file: found a directory, expected a file with the secret'],
    [
      'both',
      'token: a\ntoken_file: empty',
      'c.yaml:4:15: one.token_file: found token and token_file together, expected one of the two',
    ],
    ['no path', 'token_file:', 'c.yaml:3:3: one.token_file: found nothing, expected the path of a file'],
    ['a list for a path', 'token_file: [a]', 'c.yaml:3:15: one.token_file: found a list, expected the path of a file'],
    ['an empty secret', 'token: ""', 'c.yaml:3:10: one.token: found (secret), expected a secret of 1 to 4096 characters'],
    ['a key without a secret', 'token:', 'c.yaml:3:3: one.token: found nothing, expected a secret of 1 to 4096 characters'],
  ])('is a fault as %s', (_title, lines, expected) => {
    file('empty', '\n');
    expect(faultsOf(section(lines))).toEqual([expected]);
  });

  it('too long for a secret, from a file: told at the file, unseen', () => {
    file('long', 's3cret'.repeat(1000));
    const [fault] = faultsOf(section('token_file: long'));
    expect(fault).toBe('c.yaml:3:15: one.token: found (secret), expected a secret of 1 to 4096 characters');
  });

  it.each([
    'token: 53237',
    'token: [s53237]',
    'token: {s53237: s53237}',
    'token: *s53237',
    'token: !s53237 x',
    'token: !s53237!x y',
    'token: !<s53237%> x',
    'token: "${s53237-x}"',
    'token: %s53237',
    'token: @s53237',
    'token: "s53237',
    'token: ${UNSET:-s53237}${NOPE}',
  ])('is not shown, however it is wrong: %s', (lines) => {
    const result = read(section(lines));
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('53237');
  });

  it.each([
    'one: {ip: "::", token:s53237}',
    'one: {ip: "::", token:s53237: x}',
    'one: {ip: "::", token=s53237}',
    'one: {ip: "::", token s53237}',
    `one: {ip: "::", token's53237'}`,
    'one: {ip: "::", token: abc,s53237}',
    'one: {ip: "::", token:s53237, token:s53237}',
    'one: {ip: "::", token:s53237: !tag x}',
    'many: [{ip: "::", tokne:s53237}]',
    'many: [{ip: "::", url:http://host/s53237}]',
    'named: {token:s53237}',
    'keys:s53237: x',
    'root:$6$s53237:19000:0:99999:7::: x',
    `${'x'.repeat(40)}s53237: x`,
  ])('is not shown as a part of a key: %s', (text) => {
    const result = read(text);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result.ok || result.faults)).not.toContain('53237');
  });
});
