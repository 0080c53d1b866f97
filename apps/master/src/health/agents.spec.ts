import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDomainConfig, aHub } from './health.fixture.js';

const NAMED = { agents: [{ id: 'fra', tokenHashes: [], tags: ['eu'] }] };
const DAY_MS = 86_400_000;

describe('Agents', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('knows those that the config names before they come, and takes their tags from there', () => {
    const { agents } = aHub([aDomainConfig()], NAMED);
    expect(agents.get('fra')).toMatchObject({ seenAt: null, tags: ['eu'], reports: 0 });
    agents.polled('fra', ['us']);
    agents.polled('ams', ['us']);
    expect([agents.tagsOf('fra'), agents.tagsOf('ams'), agents.tagsOf('nobody')]).toEqual([['eu'], ['us'], []]);
  });

  it('tells when an agent comes, or says other tags', () => {
    const { agents } = aHub([aDomainConfig()], NAMED);
    const told: string[] = [];
    agents.onTags(({ id, tags }) => told.push(`${id} ${tags.join()}`));
    agents.polled('ams', ['us']);
    agents.polled('ams', ['us']);
    agents.polled('ams', ['asia']);
    agents.heard('lon', 3);
    agents.polled('fra', ['mars']);
    expect(told).toEqual(['ams ', 'ams us', 'ams asia', 'lon ']);
  });

  it('warns once of a clock that is more than 5 s wrong, and again after it was fine', () => {
    const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const { agents, clock } = aHub();
    const say = (id: string, offsetMs: number) => agents.clockSeen(id, new Date(clock.wall().getTime() + offsetMs));
    agents.heard('fra', 1);
    for (const offset of [0, 5000, 5001, 3_600_000, 4500, -6000]) say('fra', offset);
    expect(warned.mock.calls.map(([line]) => String(line))).toEqual([
      'the clock of fra is 5.0 s ahead of this one; no decision hangs on it',
    ]);
    for (const offset of [-3999, -3_600_000]) say('fra', offset);
    expect(warned.mock.calls[1]).toEqual(['the clock of fra is 3600.0 s behind this one; no decision hangs on it']);
    expect(agents.get('fra')?.clockOffsetMs).toBe(-3_600_000);
    say('stranger', 9_000_000);
    expect([warned.mock.calls.length, agents.get('stranger')]).toEqual([2, undefined]);
  });

  it('does not grow with ids beyond 10,000, until some were silent for a day', () => {
    const { agents, clock } = aHub([aDomainConfig()], NAMED);
    const count = () => [...agents.all()].length;
    agents.heard('fra', 1);
    for (let i = 0; i < 10_100; i++) agents.heard(`id-${i}`, 1);
    for (let i = 0; i < 100; i++) agents.polled(`poll-${i}`, ['eu']);
    expect([count(), agents.get('id-9998')?.reports, agents.get('id-9999')]).toEqual([10_000, 1, undefined]);
    clock.at += DAY_MS;
    agents.heard('id-0', 1);
    clock.at += 1;
    agents.heard('new', 1);
    expect([...agents.all()].map(({ id }) => id)).toEqual(['fra', 'id-0', 'new']);
  });
});
