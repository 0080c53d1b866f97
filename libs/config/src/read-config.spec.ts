import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatFaults, readConfig } from './index.js';
import { faultsOf, pathOf, read, Root, valueOf } from './read-config.fixture.js';

describe('a value', () => {
  it.each<[string, string, Partial<Root>]>([
    ['a number', 'wait_sec: 0.5', { wait_sec: 0.5 }],
    ['a quoted text', 'name: "yes"', { name: 'yes' }],
    ['a plain text that YAML 1.1 took for a switch', 'name: on', { name: 'on' }],
    ['a date is text', 'name: 2026-01-02', { name: '2026-01-02' }],
    ['a number written in hexadecimal', 'workers: 0x10', { workers: 16 }],
    ['a number or a word: the word', 'workers: auto', { workers: 'auto' }],
    ['a tagged number is text', 'name: !!str 5', { name: '5' }],
    ['one for a list of one', 'listen: 192.0.2.1', { listen: ['192.0.2.1'] }],
    ['a list', 'listen: ["::1", 192.0.2.1]', { listen: ['::1', '192.0.2.1'] }],
    ['an empty list that is only a key', 'words:', { words: [] }],
    ['a text over several lines', 'name: >-\n  a\n  b', { name: 'a b' }],
    ['CRLF', 'name: a\r\nwait_sec: 2\r\n', { name: 'a', wait_sec: 2 }],
    ['a byte order mark', '\ufeffname: a', { name: 'a' }],
    ['a document start and end', '%YAML 1.2\n---\nname: a\n...\n', { name: 'a' }],
    ['an alias', 'name: &n a\nwords: [*n, *n]', { name: 'a', words: ['a', 'a'] }],
  ])('%s', (_title, text, expected) => {
    expect(valueOf(text)).toMatchObject(expected);
  });

  it('keeps its default when the file does not say it', () => {
    expect(valueOf('name: a')).toMatchObject({ wait_sec: 1, workers: 1, listen: ['::'], words: [], many: [] });
  });

  it('of a section is an instance of its class; an empty section has all defaults', () => {
    const { one, many } = valueOf('one: {ip: 192.0.2.1}\nmany:\n  - ip: "::1"\n    port: 5353');
    expect([one, many[0]].map((section) => section?.constructor.name)).toEqual(['Section', 'Section']);
    expect({ ...one, ...many[0] }).toEqual({ port: 5353, policy: 'any', on: false, ip: '::1' });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '443', 'null', 'ä'])('may be named %s', (name) => {
    const { named } = valueOf(`named:\n  ${name}: {ip: 192.0.2.1}`);
    expect([...named.keys()]).toEqual([name]);
    expect(named.get(name)!.ip).toBe('192.0.2.1');
    expect(({} as { ip?: string }).ip).toBeUndefined();
  });

  it('may be merged in (<<), what the mapping says itself wins', () => {
    const text = 'one: &base {ip: 192.0.2.1, port: 1}\nmany:\n  - <<: *base\n    port: 2\n  - {port: 3, <<: [*base]}';
    expect(valueOf(text).many).toMatchObject([
      { ip: '192.0.2.1', port: 2 },
      { ip: '192.0.2.1', port: 3 },
    ]);
  });
});

describe('a fault says place, path, found and expected', () => {
  it.each<[string, string, string[]]>([
    [
      'a wrong word, with the one that was meant',
      'named:\n  web.example:\n    ip: 192.0.2.1\n    policy: quorm',
      ['c.yaml:4:13: named["web.example"].policy: found "quorm", expected any, quorum, all or priority; did you mean "quorum"?'],
    ],
    [
      'a wrong word that resembles none',
      'one: {ip: "::", policy: xyz}',
      ['c.yaml:1:25: one.policy: found "xyz", expected any, quorum, all or priority'],
    ],
    [
      'an unknown key, with the one that was meant',
      'one:\n  ip: "::"\n  prot: 1',
      ['c.yaml:3:3: one.prot: found an unknown key, expected a known key; did you mean "port"?'],
    ],
    [
      'an unknown key that resembles none, with all that are known',
      'one:\n  ip: "::"\n  colour: 1',
      ['c.yaml:3:3: one.colour: found an unknown key, expected port, policy, on, ip, token or token_file'],
    ],
    [
      'an unknown key of great length, cut',
      `one: {ip: "::", ${'x'.repeat(100)}: 1}`,
      [`c.yaml:1:17: one["${'x'.repeat(40)}…"]: found an unknown key, expected port, policy, on, ip, token or token_file`],
    ],
    [
      'a key without a space after its colon',
      'one: {ip: "::", port:53}',
      ['c.yaml:1:17: one["port…"]: found an unknown key, expected a known key; write a space after the colon'],
    ],
    [
      'a key without a colon',
      'one: {ip: "::", port 53}',
      ['c.yaml:1:17: one["port…"]: found an unknown key, expected a known key; write a colon and a space after it'],
    ],
    [
      'a misspelt key without a space after its colon',
      'one: {ip: "::", prot:53}',
      ['c.yaml:1:17: one["prot…"]: found an unknown key, expected a known key; did you mean "port"?'],
    ],
    [
      '__proto__ where it is no name',
      '__proto__: {name: 5}',
      [
        'c.yaml:1:1: __proto__: found an unknown key, expected name, wait_sec, url, workers, listen, words, keys, keys_file, one, many or named',
      ],
    ],
    [
      'a number in quotes',
      'wait_sec: "5"',
      ['c.yaml:1:11: wait_sec: found "5", expected seconds, more than 0 and at most 86400; remove the quotes'],
    ],
    [
      'a text that looks like a number',
      'name: 5',
      ['c.yaml:1:7: name: found 5, expected text of 1 to 255 characters; put it in quotes'],
    ],
    ['a key without a value', 'name:', ['c.yaml:1:1: name: found nothing, expected text of 1 to 255 characters']],
    [
      'nothing where something is needed',
      'many:\n  - port: 1',
      ['c.yaml:2:5: many[0].ip: found nothing, expected an IPv4 or IPv6 address'],
    ],
    [
      'nothing where a named section needs something',
      'named:\n  a:',
      ['c.yaml:2:3: named.a.ip: found nothing, expected an IPv4 or IPv6 address'],
    ],
    [
      'an address with a port',
      'listen: 192.0.2.1:53',
      ['c.yaml:1:9: listen: found "192.0.2.1:53", expected an IPv4 or IPv6 address; a port goes into a key of its own'],
    ],
    [
      'an address with a scope',
      'listen: ["fe80::1%eth0"]',
      ['c.yaml:1:10: listen[0]: found "fe80::1%eth0", expected an IPv4 or IPv6 address'],
    ],
    [
      'too few',
      'listen: []',
      ['c.yaml:1:1: listen: found an empty list, expected an IPv4 or IPv6 address, or a list of these (1 to 3)'],
    ],
    [
      'too many',
      'listen: ["::1", "::2", "::3", "::4"]',
      ['c.yaml:1:1: listen: found a list of 4, expected an IPv4 or IPv6 address, or a list of these (1 to 3)'],
    ],
    ['a mapping for a value', 'name: {a: 1}', ['c.yaml:1:7: name: found a mapping, expected text of 1 to 255 characters']],
    ['a value for a section', 'one: 5', ['c.yaml:1:6: one: found 5, expected a mapping']],
    ['a mapping for a list', 'many: {ip: "::"}', ['c.yaml:1:7: many: found a mapping, expected a list']],
    ['a list for named sections', 'named: [a]', ['c.yaml:1:8: named: found a list, expected a mapping']],
    ['no number', 'one: {ip: "::", port: .nan}', ['c.yaml:1:23: one.port: found NaN, expected a port from 1 to 65535']],
    ['half a port', 'one: {ip: "::", port: 1.5}', ['c.yaml:1:23: one.port: found 1.5, expected a port from 1 to 65535']],
    ['a switch in words', 'one: {ip: "::", on: yes}', ['c.yaml:1:21: one.on: found "yes", expected true or false']],
    [
      'a URL of another kind, its password left out',
      'url: ftp://me:pass@host/',
      ['c.yaml:1:6: url: found "ftp://(secret)@host/", expected a URL that begins with http:// or https://'],
    ],
    [
      'a key twice',
      'name: a\nname: b',
      ['c.yaml:2:1: name: found the key "name" again, expected each key once; it stands on line 1 already'],
    ],
    [
      'a key twice, deep',
      'one: {ip: "::", port: 1, port: 2}',
      ['c.yaml:1:26: one.port: found the key "port" again, expected each key once; it stands on line 1 already'],
    ],
    [
      'a mapping as a key',
      '{a: 1}: 2',
      [
        'c.yaml:1:1: found a mapping as a key, expected a word as a key',
        expect.stringContaining('an unknown key') as unknown as string,
      ],
    ],
    [
      'a tag',
      'name: !!binary aGk=',
      [
        'c.yaml:1:7: name: found a tag (!…) that is unknown or does not fit, expected a value without a tag; quote a value that begins with !',
      ],
    ],
    ['a tagged mapping', 'one: !thing {ip: "::"}', ['c.yaml:1:13: one: found a tag (!…), expected a value without a tag']],
    [
      'an alias without an anchor',
      'name: *x',
      [
        'c.yaml:1:7: name: found an alias (*…) without its anchor (&…), expected an anchor before its alias; quote a value that begins with *',
      ],
    ],
    [
      'an alias within its anchor',
      'words: &w [*w]',
      [
        'c.yaml:1:12: words[0]: found an alias (*…) within its own anchor, expected an anchor before its alias; quote a value that begins with *',
      ],
    ],
    [
      'a merge of something else',
      'one: {ip: "::", <<: 5}',
      ['c.yaml:1:17: one["<<"]: found a merge (<<) of something else, expected a mapping, or a list of mappings'],
    ],
    [
      'tabs',
      'one:\n\tip: "::"',
      [
        'c.yaml:2:1: found broken YAML (tab characters must not be used in indentation), expected YAML 1.2; indent with spaces, not with tabs',
      ],
    ],
    [
      'broken YAML',
      'name: "a\nwait_sec: [',
      [
        'c.yaml:2:1: found broken YAML (deficient indentation), expected YAML 1.2; is there a quote or a bracket before it that is not closed?',
      ],
    ],
    ['two documents', 'name: a\n---\nname: b', ['c.yaml:3:1: found a second document (---), expected one document in a file']],
    [
      'a place after a byte order mark',
      '\ufeffname: 5',
      ['c.yaml:1:7: name: found 5, expected text of 1 to 255 characters; put it in quotes'],
    ],
    ['an empty file', '', ['c.yaml: found an empty file, expected a mapping']],
    ['only comments', '# nothing\n', ['c.yaml: found an empty file, expected a mapping']],
    ['a root that is text, as a file of a token is', 's3cret', ['c.yaml:1:1: found text, expected a mapping']],
    ['a root that is no mapping', '- 1', ['c.yaml:1:1: found a list, expected a mapping']],
    ['a null byte', 'a: \0', ['c.yaml:1:4: found broken YAML (null byte is not allowed in input), expected YAML 1.2']],
    [
      'control characters, printed harmlessly',
      'name: {"\\e[31m": 1}\nwords: ["", "\\u202e"]',
      [
        'c.yaml:1:7: name: found a mapping, expected text of 1 to 255 characters',
        'c.yaml:2:9: words[0]: found "", expected text of 1 to 255 characters',
      ],
    ],
    [
      'a long value, cut',
      `url: ${'x'.repeat(500)}`,
      [`c.yaml:1:6: url: found "${'x'.repeat(60)}…", expected a URL that begins with http:// or https://`],
    ],
  ])('%s', (_title, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it('and all of them in one run, by place', () => {
    expect(faultsOf('one: {port: 0, ip: x}\nnamed: {a: 5, b: {}}\nwait_sec: -1\nname: [').length).toBe(1);
    const text = 'one: {port: 0, ip: x}\nnamed: {a: 5, b: {}}\nwait_sec: -1\nnam: x';
    const places = faultsOf(text).map((line) => line.split(': ').slice(0, 2).join(' '));
    expect(places).toEqual([
      'c.yaml:1:13 one.port',
      'c.yaml:1:20 one.ip',
      'c.yaml:2:12 named.a',
      'c.yaml:2:15 named.b.ip',
      'c.yaml:3:11 wait_sec',
      'c.yaml:4:1 nam',
    ]);
  });

  it('bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('name: a\nurl: '), Buffer.from([0xff, 0xfe])]);
    expect(faultsOf(bytes)).toEqual([
      'c.yaml:2:6: found bytes that are not UTF-8, expected text in UTF-8; save the file as UTF-8',
    ]);
  });

  it('1000 at most', () => {
    expect(faultsOf(Array.from({ length: 5000 }, (_, i) => `key${i}: 1`).join('\n'))).toHaveLength(1000);
  });

  it('with what could be read beside it, for more checks in the same run', () => {
    const result = read('one: {ip: "::", port: x}\nlisten: [a, "::1"]\nname: n');
    expect(result).toMatchObject({ ok: false, partial: { name: 'n', one: { ip: '::', port: 53 }, listen: [undefined, '::1'] } });
    expect(result.locate(['listen', 1])).toMatchObject({ line: 2, column: 13 });
    expect(result.locate(['one', 'token', 'deeper'])).toMatchObject({ line: 1, column: 1 });
  });
});

describe('a file that cannot be read', () => {
  const faults = (path: string) => {
    const result = readConfig(path, Root);
    return result.ok ? '' : formatFaults(result.faults);
  };

  it('is not there', () => {
    const path = pathOf('missing.yaml');
    const remedy = 'check the path, or name another file with --config';
    expect(faults(path)).toBe(`${path}: found no such file, expected a readable YAML file; ${remedy}`);
  });

  it('is a directory', () => {
    mkdirSync(pathOf('folder'), { recursive: true });
    expect(faults(pathOf('folder'))).toContain('found a directory, expected a readable YAML file');
  });

  it('may not be read', () => {
    const NOBODY = 65_534;
    const user = process.geteuid?.();
    writeFileSync(pathOf('closed.yaml'), 'name: a');
    chmodSync(pathOf('closed.yaml'), 0);
    chmodSync(pathOf('.'), 0o755);
    // Root may read everything, so nobody tries.
    if (user === 0) process.seteuid?.(NOBODY);
    try {
      expect(faults(pathOf('closed.yaml'))).toContain('found a file that may not be read');
    } finally {
      if (user === 0) process.seteuid?.(0);
    }
  });

  it('never ends', () => {
    expect(faults('/dev/zero')).toContain('found a device, expected a readable YAML file; write it to a file first');
  });

  it('is a pipe into which nobody writes', () => {
    execFileSync('mkfifo', [pathOf('pipe')]);
    expect(faults(pathOf('pipe'))).toContain('found a pipe, expected a readable YAML file; write it to a file first');
  });
});
