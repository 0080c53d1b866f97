import { readParams } from '@failover-dns/contracts';
import { afterEach, expect, it, vi } from 'vitest';
import { listenTcp } from './listeners.fixture.js';
import { Networks } from './networks.js';
import { probe, type ProbeSpec } from './probe.js';
import { MODES } from './table.js';

const check = { host: 'webmail.failover', timeoutMs: 1000 };
const open = new Networks(['127.0.0.0/8']);
const spec = (port: number): ProbeSpec => ({ type: 'tcp', problem: null, target: { ip: '127.0.0.1', port }, check });
afterEach(() => vi.restoreAllMocks());

it('runs the mode of its type', async () => {
  expect(await probe(spec(await listenTcp()), open, AbortSignal.timeout(5000))).toMatchObject({ result: 'ok' });
});

it('does not dial an address of a denied network', async () => {
  const connections: unknown[] = [];
  const port = await listenTcp((socket) => connections.push(socket));
  const observation = await probe(spec(port), new Networks(), AbortSignal.timeout(5000));
  expect(observation).toMatchObject({ result: 'error', reason: 'permission', detail: expect.stringContaining('127.0.0.1') });
  expect(connections).toEqual([]);
});

it('takes the parameters of the task, or the defaults of the mode', async () => {
  const port = await listenTcp((socket) => socket.write('hello'));
  const told = { ...spec(port), check: { ...check, params: readParams('tcp', { expect: 'goodbye' }) as object } };
  expect(await probe(told, open, AbortSignal.timeout(100))).toMatchObject({ result: 'fail', reason: 'timeout' });
  expect(await probe(spec(port), open, AbortSignal.timeout(5000))).toMatchObject({ result: 'ok' });
});

it('is an error where the parameters are missing that the mode cannot do without', async () => {
  const observation = await probe({ ...spec(1), type: 'udp' } as ProbeSpec, open, AbortSignal.timeout(5000));
  expect(observation).toMatchObject({
    result: 'error',
    reason: 'local',
    detail: expect.stringContaining('params.send is missing'),
  });
});

it('lets a check run the commands that are allowed, and no others', async () => {
  const exec = { ...spec(1), type: 'exec', check: { ...check, params: readParams('exec', { command: 'mine' }) as object } };
  const run = (commands?: Record<string, string[]>) => probe(exec as ProbeSpec, open, AbortSignal.timeout(5000), commands);
  expect(await run({ mine: ['/bin/true'] })).toMatchObject({ result: 'ok' });
  expect(await run({ other: ['/bin/true'] })).toMatchObject({ result: 'error', reason: 'permission' });
  expect(await run()).toMatchObject({ result: 'error', reason: 'permission' });
});

it('says what a check was waiting for at its deadline', async () => {
  const observation = await probe({ ...spec(await listenTcp()), type: 'http' } as ProbeSpec, open, AbortSignal.timeout(100));
  expect(observation).toEqual({ result: 'fail', reason: 'timeout', detail: 'no answer', latencyMs: null });
});

it('gives the problem of a task that cannot be run', async () => {
  const broken: ProbeSpec = { ...spec(1), type: 'carrier-pigeon', problem: 'unknown check type' };
  expect(await probe(broken, open, AbortSignal.timeout(5000))).toEqual({
    result: 'error',
    reason: 'local',
    detail: 'unknown check type',
    latencyMs: null,
  });
});

it('settles at the deadline even when a prober does not', async () => {
  vi.spyOn(MODES.tcp, 'probe').mockReturnValue(new Promise(() => {}));
  expect(await probe(spec(1), open, AbortSignal.timeout(20))).toMatchObject({ result: 'fail', reason: 'timeout' });
});

it('turns a bug of a prober into an error of this agent', async () => {
  vi.spyOn(MODES.tcp, 'probe').mockRejectedValue(new TypeError('oops'));
  expect(await probe(spec(1), open, AbortSignal.timeout(5000))).toMatchObject({
    result: 'error',
    reason: 'local',
    detail: 'oops',
  });
});
