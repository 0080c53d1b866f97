import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { probeExec } from './exec.js';
import { running } from './prober.fixture.js';

const probe = running('exec', probeExec);
const SOON = { timeout: 5000 };
const run = (command: readonly string[], timeoutMs = 5000) => {
  const commands = { mine: command };
  return probe(8443, { command: 'mine' }, { commands, timeoutMs, ip: '127.0.0.9' });
};
const shell = (script: string, ...args: string[]) => ['/bin/sh', '-c', script, 'sh', ...args];
afterEach(() => vi.unstubAllEnvs());

describe('exec', () => {
  it.each([
    ['true', 'ok', null, undefined],
    ['exit 1', 'fail', 'status', 'exit 1'],
    ['echo disk is full; echo more; exit 2', 'fail', 'status', 'exit 2: disk is full'],
    ['exit 3', 'fail', 'status', 'exit 3'],
    ['kill -9 $$', 'error', 'local', 'exit SIGKILL'],
    ['exit 127', 'error', 'local', 'exit 127'],
    [`printf '\\033[31mred\\a\\n'; exit 1`, 'fail', 'status', 'exit 1: [31mred'],
    ['head -c 1000000 /dev/zero | tr "\\0" x; exit 1', 'fail', 'status', `exit 1: ${'x'.repeat(120)}`],
  ])('%s is %s', async (script, result, reason, detail) => {
    const observation = await run(shell(script));
    expect(observation).toMatchObject({ result, reason, ...(detail ? { detail } : {}) });
  });

  it.each(['other', 'constructor', '__proto__'])('runs nothing that is not allowed: %s', async (command) => {
    const observation = await probe(null, { command }, { commands: { mine: ['/bin/true'] } });
    expect(observation).toMatchObject({ result: 'error', reason: 'permission', detail: expect.stringContaining(command) });
  });

  it('runs nothing unless told to', async () =>
    expect(await probe(null, { command: 'mine' })).toMatchObject({ result: 'error', reason: 'permission' }));

  it('gives the address and the port, as arguments and in the environment, and no shell sees them', async () => {
    const script =
      '[ "$1" = "at 127.0.0.9:8443" ] && [ "$2" = "\\$(id); *" ] && [ "$FAILOVER_IP:$FAILOVER_HOST" = "127.0.0.9:webmail.failover" ]';
    expect(await run(shell(script, 'at {ip}:{port}', '$(id); *'))).toMatchObject({ result: 'ok' });
  });

  it('gives no secret of the agent', async () => {
    vi.stubEnv('AGENT_TOKEN', 'secret');
    expect(await run(shell('[ -z "$AGENT_TOKEN" ]'))).toMatchObject({ result: 'ok' });
  });

  it('tells a command that is missing or may not be run from one that fails', async () => {
    expect(await run(['/nonexistent/command'])).toMatchObject({
      result: 'error',
      reason: 'local',
      detail: 'the command: ENOENT',
    });
    const folder = mkdtempSync(join(tmpdir(), 'agent-exec-'));
    const file = join(folder, 'command');
    writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 });
    expect(await run([file])).toMatchObject({ result: 'error', reason: 'permission', detail: 'the command: EACCES' });
    rmSync(folder, { recursive: true });
  });

  it('ends with all that it started when its time is over', async () => {
    const mark = `1${process.pid}.75`;
    const started = performance.now();
    const observation = await run(shell(`sleep ${mark} & sleep ${mark}`), 300);
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout' });
    expect(performance.now() - started).toBeLessThan(8000);
    await expect.poll(() => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }), SOON).not.toContain(`sleep ${mark}`);
  });

  it.each([
    ['that holds its output', '', ''],
    ['that does not', '', '>/dev/null 2>&1'],
    ['in another session, that holds its output', 'setsid ', ''],
  ])('is over when the command is, whatever it leaves behind: a process %s', async (_what, setsid, into) => {
    const mark = `2${process.pid}.${75 + setsid.length + into.length}`;
    const started = performance.now();
    expect(await run(shell(`${setsid}sleep ${mark} ${into} & echo three; exit 3`))).toMatchObject({
      result: 'fail',
      detail: 'exit 3: three',
    });
    expect(performance.now() - started).toBeLessThan(8000);
    const left = () =>
      execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes(mark));
    if (setsid === '') await expect.poll(left, SOON).toEqual([]);
    for (const line of left()) process.kill(Number.parseInt(line, 10));
  });

  it('reads nothing and starts nothing after its time', async () => {
    const observation = await probe(
      null,
      { command: 'mine' },
      { commands: { mine: ['/bin/true'] }, signal: AbortSignal.abort() },
    );
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout' });
  });
});
