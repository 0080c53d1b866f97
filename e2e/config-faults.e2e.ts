import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Program } from './harness/program.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const PROGRAMS = { master: 'apps/master/dist/main.js', agent: 'apps/agent/dist/main.js' } as const;

async function run(program: keyof typeof PROGRAMS, path: string, env: NodeJS.ProcessEnv = {}) {
  const process = world.own(Program.node(program, PROGRAMS[program], ['--config', path], { env }));
  const timer = setTimeout(() => process.signal('SIGKILL'), 20_000);
  const { code } = await process.ended;
  clearTimeout(timer);
  expect(process.output).not.toMatch(/^\s+at /m);
  return { code, output: process.output };
}

const MASTER = `dns:
  listen_ip: "127.0.0.1"
  listen_port: 99999
  resolv_cache_ttl: 5
api:
  listen_ip: "127.0.0.1"
  listen_port: 8000
zones:
  - name: "failover"
    fallback_ttl: soon
    domains:
      webmail.failover:
        fallback:
          - "10.10.10.999"
        server:
          policy: majority
          timeout_sec: 60
        monitor:
          mode: tcp
          monitor_tag: test
          targets:
            - ip: 10.10.10.250
        agent:
          interval_sec: 30
          timeout_sec: 5
`;

test('a master’s config: every fault in one run, each with file, line, column, path, found and expected; exit 2', async () => {
  const path = world.file('config.yaml', MASTER);
  const { code, output } = await run('master', path);
  expect(code).toBe(2);
  const faults: [number, number, string[]][] = [
    [3, 16, ['dns.listen_port', '99999']],
    [4, 3, ['resolv_cache_ttl', 'resolve_cache_ttl']],
    [10, 19, ['fallback_ttl', 'soon']],
    [14, 13, ['fallback', '10.10.10.999']],
    [16, 19, ['policy', 'majority', 'quorum']],
    [22, 15, ['port']],
  ];
  for (const [line, column, words] of faults) {
    const place = `${path}:${line}:${column}`;
    const said = output.split('\n').find((text) => text.includes(place)) ?? `nothing about ${place} in:\n${output}`;
    for (const word of words) expect(said).toContain(word);
  }
  expect(output.split(`${path}:`).length - 1).toBe(faults.length);
});

const AGENT = `agent_id: example
servers:
  - name: server1
    url: not a url
    tokn: "secret_token"
    tags: 5
`;

test('an agent’s config: every fault in one run; exit 2', async () => {
  const path = world.file('agent_config.yaml', AGENT);
  const { code, output } = await run('agent', path);
  expect(code).toBe(2);
  for (const [line, column, word] of [
    [4, 10, 'url'],
    [5, 5, 'token'],
    [6, 11, 'tags'],
  ] as const) {
    const place = `${path}:${line}:${column}`;
    const said = output.split('\n').find((text) => text.includes(place)) ?? `nothing about ${place} in:\n${output}`;
    expect(said).toContain(word);
  }
  expect(output).not.toContain('secret_token');
});

for (const program of ['master', 'agent'] as const) {
  test(`${program}: YAML that cannot be read names the line; exit 2`, async () => {
    const path = world.file('broken.yaml', 'dns:\n  listen_ip: "127.0.0.1\napi: [\n');
    const { code, output } = await run(program, path);
    expect(code).toBe(2);
    expect(output).toMatch(new RegExp(`${path}:\\d+:\\d+`));
  });

  test(`${program}: a file that is not there is one line; exit 2`, async () => {
    const path = `${dirname(world.file('here', ''))}/missing.yaml`;
    const { code, output } = await run(program, path);
    expect(code).toBe(2);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toContain(path);
  });
}

test('a variable that is not set is a fault; one that is set is used', async () => {
  const text = MASTER.replace('99999', '8053').replace('"10.10.10.999"', '"${E2E_FALLBACK}"');
  const path = world.file('config.yaml', text);
  const unset = await run('master', path, { E2E_FALLBACK: undefined });
  expect(unset.code).toBe(2);
  expect(unset.output).toContain('E2E_FALLBACK');
  const set = await run('master', path, { E2E_FALLBACK: '10.10.10.998' });
  expect(set.output).toContain('10.10.10.998');
});

test.each(Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[])(
  '%s: a config that never comes is no reason to wait',
  async (program) => {
    const pipe = join(world.place('pipes'), 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const [path, found] of [
      [pipe, 'a pipe'],
      ['/dev/zero', 'a device'],
      [dirname(pipe), 'a directory'],
    ] as const) {
      const { code, output } = await run(program, path);
      expect([code, output]).toEqual([2, expect.stringContaining(`${path}: found ${found}`)]);
    }
  },
);
