import { expect, it } from 'vitest';
import { CurrentConfig } from '../config/current-config.js';
import { type AgentConfig } from '../config/master-config.js';
import { aDomainConfig, aMasterConfig, StoppedClock } from '../health/health.fixture.js';
import { TokenHolder } from './caller.js';
import { Rota } from './rota.js';

const open = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: undefined };
const eu = aDomainConfig({ name: 'eu.failover', tags: ['eu'], agent: open });
const all = aDomainConfig({ name: 'all.failover', tags: [], agent: open });
const locked = aDomainConfig({ name: 'locked.failover', tags: [], agent: { ...open, token: 'secret' } });

function start(agents: AgentConfig[] = []) {
  const clock = new StoppedClock();
  const config = new CurrentConfig({ ...aMasterConfig([eu, all, locked]), agents });
  const rota = new Rota(config, clock);
  const poll = (id: string, tags: string[], token?: string) => {
    rota.polled(id, new TokenHolder(token), token, tags);
    return rota.version;
  };
  const placesIn = (domain: typeof eu, ...ids: string[]) => {
    void rota.version;
    return ids.map((id) => {
      const place = rota.placeOf(domain, id);
      return place && `${place.index}/${place.of}`;
    });
  };
  const wait = (seconds: number) => void (clock.at += seconds * 1000);
  return { rota, config, poll, placesIn, wait };
}

it('gives those that check a target a place each, by their names', () => {
  const { poll, placesIn, wait } = start();
  for (const id of ['c', 'a', 'b']) poll(id, ['eu']);
  poll('z', ['us']);
  wait(5);
  expect(placesIn(eu, 'a', 'b', 'c', 'z')).toEqual(['0/3', '1/3', '2/3', null]);
  expect(placesIn(all, 'a', 'b', 'c', 'z')).toEqual(['0/4', '1/4', '2/4', '3/4']);
});

it('knows who holds a domain’s token', () => {
  const { poll, placesIn, wait } = start();
  poll('a', ['eu'], 'secret');
  poll('b', ['eu'], 'another');
  poll('c', ['eu']);
  wait(5);
  expect(placesIn(locked, 'a', 'b', 'c')).toEqual(['0/1', null, null]);
  expect(placesIn(eu, 'a', 'b', 'c')).toEqual(['0/3', '1/3', '2/3']);
});

it('counts the agents that the config names from the start, whatever others ask', () => {
  const named = { tokenHashes: [], tags: ['eu'] };
  const { rota, poll, placesIn, wait } = start([
    { id: 'fra', ...named },
    { id: 'ams', ...named },
  ]);
  const version = rota.version;
  expect(placesIn(eu, 'ams', 'fra')).toEqual(['0/2', '1/2']);
  wait(3600);
  expect(rota.version).toBe(version);
  poll('bru', ['eu'], 'secret');
  wait(5);
  expect(placesIn(locked, 'ams', 'bru', 'fra')).toEqual(['0/3', '1/3', '2/3']);
});

it('names another version when the agents of a target change, at most every 5 s', () => {
  const { rota, poll, placesIn, wait } = start();
  const none = rota.version;
  const one = poll('a', ['eu']);
  expect(one).not.toBe(none);
  expect(poll('b', ['eu'])).toBe(one);
  expect(placesIn(eu, 'a', 'b')).toEqual(['0/1', null]);
  wait(4.9);
  expect(poll('c', ['eu'])).toBe(one);
  wait(0.1);
  const three = rota.version;
  expect(three).not.toBe(one);
  expect(placesIn(eu, 'a', 'b', 'c')).toEqual(['0/3', '1/3', '2/3']);
  wait(60);
  for (const id of ['a', 'b', 'c']) expect(poll(id, ['eu'])).toBe(three);
});

it('keeps the place of one that is silent for a moment, and gives it up after five minutes', () => {
  const { rota, poll, placesIn, wait } = start();
  poll('a', ['eu']);
  poll('b', ['eu']);
  wait(5);
  const both = rota.version;
  wait(289);
  expect(poll('a', ['eu'])).toBe(both);
  wait(10);
  expect(rota.version).not.toBe(both);
  expect(placesIn(eu, 'a', 'b')).toEqual(['0/1', null]);
});

it('moves an agent that asks with other tags or another token', () => {
  const { poll, placesIn, wait } = start();
  poll('a', ['eu']);
  wait(5);
  poll('a', ['us']);
  wait(5);
  expect([placesIn(eu, 'a'), placesIn(all, 'a')]).toEqual([[null], ['0/1']]);
  poll('a', ['us'], 'secret');
  wait(5);
  expect(placesIn(locked, 'a')).toEqual(['0/1']);
});

it('has no places where there are more than report', () => {
  const { poll, placesIn, wait } = start();
  for (let n = 0; n < 256; n++) poll(`a${n}`, ['eu']);
  wait(5);
  expect(placesIn(eu, 'a0')).toEqual(['0/256']);
  poll('one-more', ['eu']);
  wait(5);
  expect(placesIn(eu, 'a0', 'one-more')).toEqual([null, null]);
});

it('does not grow with what strangers call themselves', () => {
  const { poll, placesIn, wait } = start();
  poll('a', ['eu']);
  for (let n = 0; n < 200; n++) poll('stranger', ['eu', `x${n}`]);
  for (let n = 0; n < 200; n++) poll(`s${n}`, ['eu', String(n)]);
  wait(5);
  expect(placesIn(eu, 'a')).toEqual(['0/64']);
});

it('follows a config that names other agents', async () => {
  const { config, placesIn } = start();
  expect(placesIn(eu, 'fra')).toEqual([null]);
  await config.replace({ ...config.value, agents: [{ id: 'fra', tokenHashes: [], tags: ['eu'] }] });
  expect(placesIn(eu, 'fra')).toEqual(['0/1']);
});
