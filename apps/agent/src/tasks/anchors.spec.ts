import { createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { AgentConfig } from '../config/agent-config.js';
import { listen, listenTcp } from '../probers/listeners.fixture.js';
import { error, fail, ok } from '../probers/observation.js';
import { Anchors } from './anchors.js';

/** No connection leads to a multicast address, and no ping to broadcast unless asked twice. */
const NOWHERE = '224.0.0.1:9';
const CLOSED = '127.0.0.1:1';
const anchorsOf = (anchors: string[]) => new Anchors(Object.assign(new AgentConfig(), { anchors }));
const judge = (anchors: string[], observation = fail('timeout')) => anchorsOf(anchors).judge(observation);
const BLIND = error('local', 'no anchor answers');

it('lets a failure stand while any anchor answers, were it only to refuse', async () => {
  const open = `127.0.0.1:${await listenTcp()}`;
  for (const anchors of [[open], [NOWHERE, open], [CLOSED], ['127.0.0.1'], ['::1'], []])
    expect(await judge(anchors)).toEqual(fail('timeout'));
});

it('takes a failure for its own while none does', async () => {
  expect(await judge([NOWHERE])).toEqual(BLIND);
  expect(await judge([NOWHERE, '255.255.255.255'])).toEqual(BLIND);
});

it('asks nobody about what is no failure', async () => {
  expect(await judge([NOWHERE], ok(1))).toEqual(ok(1));
  expect(await judge([NOWHERE], error('local', 'EMFILE'))).toEqual(error('local', 'EMFILE'));
});

it('looks once for checks that fail together, and again for later ones', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let looks = 0;
  const server = createServer((socket) => void (looks++, socket.resume()));
  const anchors = anchorsOf([`127.0.0.1:${await listen(server)}`]);
  const many = () => Promise.all(Array.from({ length: 50 }, () => anchors.judge(fail('timeout'))));
  await many();
  await many();
  expect(looks).toBe(1);
  vi.advanceTimersByTime(550);
  await many();
  expect(looks).toBe(2);
});
