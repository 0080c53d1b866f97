import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault } from '@failover-dns/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificateOf } from '../probers/certificates.fixture.js';
import { type AgentConfig } from './agent-config.js';
import { readAgentConfig } from './read-agent-config.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'agent-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string, env: NodeJS.ProcessEnv = {}) {
  const file = join(folder, 'agent_config.yaml');
  writeFileSync(file, text);
  return readAgentConfig(file, env);
}

function configOf(text: string, env?: NodeJS.ProcessEnv) {
  const result = read(text, env);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.config;
}

const minimal = 'agent_id: example\nservers:\n  - {name: server1, url: "http://192.0.2.53:8000"}\n';

describe('the config of the predecessor', () => {
  it('is taken as it is', () => {
    const config = configOf(`
agent_id: example

servers:
  - name: server1
    url: http://server_ip_or_dns:8000
    token: "secret_token"
    tags:
      - test
`);
    expect(config).toEqual({
      agent_id: 'example',
      servers: [{ name: 'server1', url: 'http://server_ip_or_dns:8000', token: 'secret_token', tags: ['test'] }],
      tasks_interval_sec: 10,
      max_concurrent: 256,
      allow_networks: [],
      deny_networks: [],
      allow_commands: new Map(),
      anchors: [],
      health: { listen_ip: '127.0.0.1' },
      log: { level: 'info', format: 'text' },
    });
  });

  it.each([
    ['[a, b]', ['a', 'b']],
    ['a,b', ['a', 'b']],
    ['"a b"', ['a', 'b']],
    ['"a, b,, a"', ['a', 'b']],
    ['["a,b", c]', ['a', 'b', 'c']],
    ['""', []],
    ['', []],
  ])('may write its tags as %s', (tags, expected) => {
    const text = `agent_id: x\nservers:\n  - name: s\n    url: http://192.0.2.53\n    tags: ${tags}\n`;
    expect(configOf(text).servers[0]!.tags).toEqual(expected);
  });
});

describe('a token', () => {
  const text = (line: string) => `agent_id: x\nservers:\n  - name: s\n    url: http://192.0.2.53\n    ${line}\n`;

  it('may come from a file beside the config', () => {
    writeFileSync(join(folder, 'token'), 's3cret\n');
    expect(configOf(text('token_file: token')).servers[0]).toEqual({
      name: 's',
      url: 'http://192.0.2.53',
      token: 's3cret',
      tags: [],
    });
  });

  it('may come from the environment', () => {
    expect(configOf(text('token: ${TOKEN}'), { TOKEN: 's3cret' }).servers[0]!.token).toBe('s3cret');
    expect(configOf(text('token: ${TOKEN:-other}')).servers[0]!.token).toBe('other');
  });

  it('is never shown in a fault', () => {
    expect(JSON.stringify(read(text('token: [s3cret]')))).not.toContain('s3cret');
  });
});

it('may name commands, anchors and where it tells how it is', () => {
  const text = `${minimal}allow_commands:\n  raid: {run: [/bin/check, "{ip}"]}\nanchors: 192.0.2.1\nhealth: {listen_port: 0}\n`;
  expect(configOf(text)).toMatchObject({
    allow_commands: new Map([['raid', { run: ['/bin/check', '{ip}'] }]]),
    anchors: ['192.0.2.1'],
    health: { listen_ip: '127.0.0.1', listen_port: 0 },
  });
});

describe('how a master is known', () => {
  const [own, other] = [certificateOf('localhost'), certificateOf('localhost')];
  beforeEach(() => {
    for (const [file, bytes] of Object.entries({ 'own.pem': own.cert, 'own.key': own.key, 'other.key': other.key }))
      writeFileSync(join(folder, file), bytes);
  });
  const withKeys = (...keys: string[]) =>
    read(`agent_id: x\nservers:\n  - name: s\n    url: https://192.0.2.53\n${keys.map((key) => `    ${key}\n`).join('')}`);

  it('comes from files beside the config', () => {
    const server = (withKeys('ca_file: own.pem', 'cert_file: own.pem', 'key_file: own.key') as { config: AgentConfig }).config
      .servers[0]!;
    const text = own.cert.toString().trimEnd();
    expect([server.ca, server.cert, server.key]).toEqual([text, text, own.key.toString().trimEnd()]);
  });

  it.each([
    ['a file that is none', ['ca_file: none.pem'], 'servers[0].ca_file'],
    ['an authority that is no certificate', ['ca: hello'], 'servers[0].ca'],
    ['a certificate without its key', ['cert_file: own.pem'], 'servers[0].cert'],
    ['a key without its certificate', ['key_file: own.key'], 'servers[0].key'],
    ['the key of another certificate', ['cert_file: own.pem', 'key_file: other.key'], 'servers[0].key'],
    ['a fingerprint that is too short', ['fingerprint: "AB:CD"'], 'servers[0].fingerprint'],
    ['TLS where there is none', ['url: http://192.0.2.53', 'ca_file: own.pem'], 'servers[0].url'],
  ])('%s is a fault', (_what, keys, path) => {
    const lines = keys[0]!.startsWith('url')
      ? read(`agent_id: x\nservers:\n  - name: s\n${keys.map((key) => `    ${key}\n`).join('')}`)
      : withKeys(...keys);
    expect(lines).toMatchObject({ faults: [{ path }] });
    expect(JSON.stringify(lines)).not.toMatch(/BEGIN|hello/);
  });
});

describe('faults', () => {
  const faults: [string, string, Partial<Fault>][] = [
    ['no agent_id', minimal.replace(/^.*\n/, ''), { path: 'agent_id', found: 'nothing' }],
    ['no servers', 'agent_id: x\n', { path: 'servers', found: 'nothing' }],
    ['an empty list of servers', 'agent_id: x\nservers: []\n', { path: 'servers', line: 2 }],
    ['an unknown key', `${minimal}tasks_intervall_sec: 5\n`, { path: 'tasks_intervall_sec', line: 4 }],
    ['an interval of 0', `${minimal}tasks_interval_sec: 0\n`, { path: 'tasks_interval_sec', line: 4, column: 21 }],
    ['no room for a check', `${minimal}max_concurrent: 0\n`, { path: 'max_concurrent', found: '0' }],
    ['a wrong mask', `${minimal}allow_networks: [10.0.0.0/33]\n`, { path: 'allow_networks[0]', found: '"10.0.0.0/33"' }],
    ['no network', `${minimal}deny_networks: [lan]\n`, { path: 'deny_networks[0]', found: '"lan"' }],
    ['an anchor that is none', `${minimal}anchors: [gateway]\n`, { path: 'anchors[0]', found: '"gateway"' }],
    ['a command without a program', `${minimal}allow_commands: {x: {run: []}}\n`, { path: 'allow_commands.x.run' }],
    ['an unknown level', `${minimal}log: {level: loud}\n`, { path: 'log.level', found: '"loud"' }],
    ['an address of another kind', minimal.replace('http:', 'ftp:'), { path: 'servers[0].url' }],
    ['an address with a password', minimal.replace('192.', 'u:p@192.'), { path: 'servers[0].url' }],
    [
      'two servers of one name',
      `${minimal}  - {name: server1, url: "http://192.0.2.54"}\n`,
      { path: 'servers[1].name', line: 4 },
    ],
  ];

  it.each(faults)('%s', (_what, text, expected) => expect(read(text)).toMatchObject({ faults: [expected] }));

  it('are all found in one run', () => {
    const result = read('servers: [{name: a, url: x}, {name: a, url: y}]\nmax_concurrent: many\n');
    const paths = 'faults' in result ? result.faults.map(({ path }) => path) : [];
    expect(paths.toSorted()).toEqual(['agent_id', 'max_concurrent', 'servers[0].url', 'servers[1].name', 'servers[1].url']);
  });

  it('no such file', () => {
    expect(readAgentConfig(join(folder, 'none.yaml'))).toMatchObject({ faults: [{ line: 0, found: 'no such file' }] });
  });
});
