import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fingerprint, formatFault, formatFaults } from '@failover-dns/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMasterConfig } from './read-master-config.js';
import { placed, sentName } from './sent-config.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'failover-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

type Files = Record<string, string>;

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Reads `entry` of these files; undefined: the folder itself. */
function read(files: Files, entry?: string) {
  write(files);
  const result = readMasterConfig(entry === undefined ? folder : join(folder, entry), {});
  const strip = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER');
  return {
    zones: result.ok ? result.config.zones.map(({ name, ttl }) => `${name} ${ttl}`) : [],
    agents: result.ok ? result.config.agents.map(({ id }) => id) : [],
    faults: result.ok ? '' : strip(formatFaults(result.faults)),
    warnings: result.ok ? strip(formatFaults(result.warnings)) : '',
    files: result.files.map(strip),
  };
}

const zone = (name: string) => `zones: [{ name: ${name}, ns: ns.example.net }]\n`;

describe('include', () => {
  const MAIN = `include: [zones.d/*.yaml, agents.yaml]\ndns: { resolve_cache_ttl: 9 }\n${zone('main')}`;

  it('appends zones and agents, in the order of the names', () => {
    const files = {
      'config.yaml': MAIN,
      'zones.d/b.yaml': zone('b'),
      'zones.d/a.yaml': `${zone('a')}agents: [{ id: ams, token: token-of-ams }]`,
      'zones.d/c.yaml.off': zone('off'),
      'zones.d/empty.yaml': '# nothing yet\n',
      'agents.yaml': 'agents: [{ id: fra, token_file: secret }]',
      secret: 'token-of-fra\n',
    };
    expect(read(files, 'config.yaml')).toMatchObject({
      zones: ['main 9', 'a 9', 'b 9'],
      agents: ['ams', 'fra'],
      faults: '',
      files: ['config.yaml', 'zones.d/*.yaml', 'zones.d/a.yaml', 'zones.d/b.yaml', 'zones.d/empty.yaml', 'agents.yaml', 'secret'],
    });
  });

  it('lays defaults under the domains of every file; sections may stand in any one', () => {
    const files = {
      'config.yaml': 'include: [z.yaml, defaults.yaml]',
      'defaults.yaml': 'defaults: { fallback: [192.0.2.254] }',
      'z.yaml':
        'zones: [{ name: z, ns: ns.example.net, domains: { www: { monitor: { targets: [{ ip: 192.0.2.1, port: 1 }] } } } }]',
    };
    expect(read(files, 'config.yaml').faults).toBe('');
  });

  it.each<[string, Files, string]>([
    [
      'a section in two files: both places',
      { 'a.yaml': '\ndns: { listen_port: 1 }' },
      'a.yaml:2:1: dns: found dns again, expected it in one file alone; it stands on line 2 of config.yaml already; zones, agents, webhooks may stand in several files',
    ],
    [
      'a zone in two files',
      { 'a.yaml': zone('main') },
      'a.yaml:1:17: zones[1].name: found "main" again, expected each zone once; it stands on line 3 of config.yaml already',
    ],
    [
      'a fault of a file, at its own place',
      { 'a.yaml': '\nzones:\n  - { nam: x }' },
      'a.yaml:3:5: zones[1].name: found nothing, expected the name of a zone, such as failover or example.net\na.yaml:3:7: zones[1].nam: found an unknown key, expected a known key; did you mean "name"?',
    ],
    [
      'broken YAML',
      { 'a.yaml': 'zones: [' },
      'a.yaml:1:9: found broken YAML (unexpected end of the stream within a flow collection), expected YAML 1.2; is there a quote or a bracket before it that is not closed?',
    ],
    ['a list', { 'a.yaml': '- zones' }, 'a.yaml:1:1: found a list, expected a mapping'],
    ['zones that are no list', { 'a.yaml': 'zones: { a: b }' }, 'a.yaml:1:8: zones: found a mapping, expected a list'],
    [
      'an include within',
      { 'a.yaml': 'include: b.yaml' },
      'a.yaml:1:1: include: found include in an included file, expected it in the first file alone',
    ],
    [
      'a file that is not there',
      {},
      'config.yaml:1:10: include: found no such file: a.yaml, expected a readable YAML file; check the path: it is relative to this file',
    ],
    [
      'a directory',
      { 'a.yaml/b.yaml': '' },
      'config.yaml:1:10: include: found a directory: a.yaml, expected a readable YAML file; write /*.yaml behind it for the files in it',
    ],
  ])('%s', (_, files, message) => {
    const main = `include: a.yaml\ndns: { resolve_cache_ttl: 9 }\n${zone('main')}`;
    const { faults } = read({ 'config.yaml': main, ...files }, 'config.yaml');
    expect(faults).toBe(message);
  });
});

describe('an include of several', () => {
  const main = (include: string) => `include: ${include}\n${zone('main')}`;

  it('is told of at its own place, when a file is missing', () => {
    const { faults } = read({ 'config.yaml': main('[b.yaml, nope/one.yaml, /nope/two.yaml]'), 'b.yaml': '' }, 'config.yaml');
    expect(faults.split('\n')).toEqual([
      'config.yaml:1:19: include[1]: found no such file: nope/one.yaml, expected a readable YAML file; check the path: it is relative to this file',
      'config.yaml:1:34: include[2]: found no such file: /nope/two.yaml, expected a readable YAML file; check the path',
    ]);
  });

  it('warns of a pattern that matches nothing, be its folder there or not', () => {
    const files = {
      'config.yaml': main('[zoned.d/*.yaml, zones.d/*.yaml, empty.d/*.yaml]'),
      'zones.d/a.yaml': '',
      'empty.d/.keep': '',
    };
    const { zones, warnings } = read(files, 'config.yaml');
    expect(zones).toEqual(['main 5']);
    expect(warnings.split('\n').filter((warning) => warning.includes('include'))).toEqual([
      'config.yaml:1:11: include[0]: found "zoned.d/*.yaml", which matches no file, expected a pattern that matches one; check the path: it is relative to this file',
      'config.yaml:1:43: include[2]: found "empty.d/*.yaml", which matches no file, expected a pattern that matches one; check the path: it is relative to this file',
    ]);
  });

  it.each(['zones.d/*/*.yaml', 'zones.d/**/*.yaml', '*/{one,two}/*.yaml'])(
    'is another when what %s matches is',
    async (pattern) => {
      const { files } = read({ 'config.yaml': main(`'${pattern}'`), 'zones.d/one/a.yaml': '' }, 'config.yaml');
      const print = () => fingerprint(files.map((file) => join(folder, file)));
      const before = await print();
      write({ 'zones.d/one/notes.txt': '', 'zones.d/three/notes.txt': '' });
      expect(await print()).toBe(before);
      write({ 'zones.d/one/b.yaml': '' });
      const between = await print();
      expect(between).not.toBe(before);
      write({ 'zones.d/two/a.yaml': '' });
      expect(await print()).not.toBe(between);
    },
  );

  it('is another when the folder of its pattern comes', async () => {
    const { files } = read({ 'config.yaml': main('zones.d/*.yaml') }, 'config.yaml');
    const print = () => fingerprint(files.map((file) => join(folder, file)));
    const before = await print();
    write({ 'zones.d/a.yaml': '' });
    expect(await print()).not.toBe(before);
  });
});

describe('a folder', () => {
  it('is read in the order of its names, but for hidden files', () => {
    const files = {
      '2.yaml': zone('b'),
      '1.yml': `dns: { resolve_cache_ttl: 7 }\n${zone('a')}`,
      '.hidden.yaml': '[',
      'notes.txt': '[',
    };
    expect(read(files)).toMatchObject({ zones: ['a 7', 'b 7'], agents: [], faults: '', files: ['FOLDER', '1.yml', '2.yaml'] });
  });

  it.each<[string, Files, string]>([
    [
      'without files',
      { 'a.txt': '' },
      'FOLDER: found a directory without *.yaml that can be read, expected a YAML file, or a directory of such',
    ],
    ['of empty files', { 'a.yaml': '# x' }, 'FOLDER: found a directory of empty files, expected a mapping'],
    ['of one broken file', { 'a.yaml': 'x: "' }, expect.stringMatching(/^a\.yaml:1:\d+: found broken YAML/) as string],
    ['without zones', { 'a.yaml': 'api: {}' }, 'FOLDER:1:1: zones: found nothing, expected a list of at least 1'],
  ])('%s', (_, files, message) => expect(read(files).faults).toEqual(message));

  it('is another when a YAML file comes or goes, and not when others do', async () => {
    write({ 'a.yaml': '' });
    const print = () => fingerprint([folder]);
    const before = await print();
    write({ 'data.db': '', '.a.yaml.swp': '' });
    expect(await print()).toBe(before);
    write({ 'b.yaml': '' });
    expect(await print()).not.toBe(before);
  });
});

describe('texts that were sent', () => {
  /** What is read when `sent` comes while the files of `here` are the config's. */
  function readSent(here: Files, config: string | null, sent: Files = {}, own = 'config.yaml') {
    write(here);
    const files = Object.entries(sent).map(([path, text]) => ({ path, text }));
    const place = placed({ config, files }, join(folder, own));
    const result = readMasterConfig(place.main, {}, place.texts);
    const faults = result.ok ? [] : result.faults.map((fault) => formatFault({ ...fault, file: sentName(fault.file, place) }));
    return { zones: result.ok ? result.config.zones.map(({ name }) => name) : [], faults };
  }
  const MAIN = `include: [zones.d/*.yaml]\n${zone('main')}`;
  const HERE = { 'config.yaml': zone('old'), 'zones.d/here.yaml': zone('here') };

  it('take the place of the files that a relative pattern means; without any, those are read', () => {
    expect(readSent(HERE, MAIN, { 'zones.d/b.yaml': zone('b'), 'zones.d/a.yaml': zone('a') }).zones).toEqual(['main', 'a', 'b']);
    expect(readSent(HERE, MAIN).zones).toEqual(['main', 'here']);
  });

  it('of a folder are the whole of it', () => {
    expect(readSent(HERE, null, { 'a.yaml': zone('a'), 'b.yaml': zone('b') }).zones).toEqual(['a', 'b']);
    expect(readSent({ 'all/old.yaml': zone('old') }, null, { 'a.yaml': zone('a') }, 'all').zones).toEqual(['a']);
  });

  it('find secrets where the config has them, and are told of under their own names', () => {
    const agents = 'agents: [{ id: fra, token_file: secret }]';
    expect(readSent({ ...HERE, secret: 'token-of-fra' }, zone('main') + agents).zones).toEqual(['main']);
    const { faults } = readSent(HERE, MAIN, { 'zones.d/a.yaml': '\ufeffzones: [{ nmae: a }]' });
    expect(faults.join('\n')).toMatch(/^zones\.d\/a\.yaml:1:11: zones\[1\]\.nmae: found an unknown key/m);
  });

  it.each([
    ['../a.yaml', /is no path/],
    ['/etc/a.yaml', /is no path/],
    ['zones.d/../../a.yaml', /is no path/],
    ['.hidden.yaml', /is no path/],
    ['a.yaml\0', /is no path/],
    ['zones.d/a.sh', /is no path/],
    ['config.yaml', /is the config's own file/],
  ])('may not stand at %j', (path, message) => {
    expect(() => readSent(HERE, MAIN, { [path]: '' })).toThrow(message);
  });

  it('are needed', () => {
    expect(() => readSent(HERE, null)).toThrow('no config was sent');
  });
});
