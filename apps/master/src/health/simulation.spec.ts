import { Logger } from '@nestjs/common';
import { type HealthEvent, type OverrideKind } from '@failover-dns/policies';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TokenHolder } from '../api/caller.js';
import { MassFailureBrake } from './brake.js';
import { aDomainConfig, aHub, aReport, aTarget, BRAKE } from './health.fixture.js';
import { Simulation, type WhatIf } from './simulation.js';

const TOKEN = new TokenHolder('secret_token');
const IPS = ['192.0.2.10', '192.0.2.11'];
const NAMES = ['a.failover', 'b.failover'];
/** A target is a place: those of `a` are 0 and 1, those of `b` are 2 and 3. */
const PLACES = [0, 1, 2, 3];
const nameOf = (place: number) => NAMES[Math.floor(place / 2)]!;
const ipOf = (place: number) => IPS[place % 2]!;

function world({ maxMs = 600_000 } = {}) {
  const targets = IPS.map((ip) => aTarget({ ip }));
  const rules = { ...BRAKE, maxMs };
  const hub = aHub(
    NAMES.map((name) => aDomainConfig({ name, targets })),
    { brake: rules },
  );
  const brake = new MassFailureBrake(hub.config, hub.decisions, hub.states, hub.clock);
  brake.onModuleInit();
  const simulation = new Simulation(hub.config, hub.policies, hub.states, hub.decisions, brake, hub.clock);
  const says = (result: 'ok' | 'fail', places: readonly number[]) => {
    for (const place of places)
      hub.reports.accept(aReport({ domain: nameOf(place), ip: ipOf(place), result, agent: 'fra' }), TOKEN);
  };
  const live = () => NAMES.map((name) => hub.decisions.decideNow(hub.config.domain(name)!).addresses.map(last).join(' '));
  const simulate = async (down: readonly number[], what: Partial<WhatIf> = {}) => {
    const targetsDown = new Map(
      NAMES.map((name) => [name, new Set(down.filter((place) => nameOf(place) === name).map((place) => place % 2))]),
    );
    const supposed = { config: null, targetsDown, agentsLost: new Set<string>(), advanceMs: 0, ...what };
    const { results, brake: on } = await simulation.run(supposed);
    return { answers: results.map(({ then }) => then!.addresses.map(last).join(' ')), why: on?.why ?? null, results };
  };
  says('ok', PLACES);
  return { ...hub, brake, says, live, simulate };
}

const last = (ip: string): string => ip.slice(-2);
const ALL = ['10 11', '10 11'];

beforeEach(() => {
  for (const level of ['error', 'warn'] as const) vi.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
});

describe('Simulation with a brake', () => {
  it('lets half of the targets go, and keeps what was answered when one more would', async () => {
    const { simulate, brake, live } = world();
    expect(await simulate([0, 1])).toMatchObject({ answers: ['54', '10 11'], why: null });
    const { answers, why, results } = await simulate([0, 1, 2]);
    expect([answers, why]).toEqual([ALL, '3 of 4 targets left service within 60 s, more than 50 %']);
    expect(results.map(({ then }) => then?.state)).toEqual(['frozen', 'frozen']);
    expect(results[0]?.then?.reason).toContain('answered all the same, as the brake is on');
    expect([brake.current(), live()]).toEqual([null, ALL]);
  });

  it('is what then happens', () => {
    const some = fc.subarray(PLACES);
    return fc.assert(
      fc.asyncProperty(some, fc.nat(90_000), some, fc.nat(90_000), some, async (first, later, second, pause, third) => {
        const { says, clock, simulate, live, brake } = world({ maxMs: 100_000 });
        for (const [places, ms] of [
          [first, later],
          [second, pause],
        ] as const) {
          says('fail', places);
          for (let left = ms; left > 0; left -= 30_000) {
            clock.at += Math.min(left, 30_000);
            says(
              'ok',
              PLACES.filter((place) => !first.includes(place) && !second.includes(place)),
            );
            says('fail', places);
          }
        }
        const { answers, why } = await simulate(third);
        says('fail', third);
        expect([answers, why]).toEqual([live(), brake.current()?.why ?? null]);
      }),
    );
  });

  it('counts those that left in the window before, and no others', async () => {
    const { says, clock, simulate } = world();
    says('fail', [0]);
    clock.at += 59_000;
    says('ok', [1, 2, 3]);
    says('fail', [0]);
    expect((await simulate([1, 2])).why).toMatch(/^3 of 4/);
    clock.at += 2000;
    expect(await simulate([1, 2])).toMatchObject({ answers: ['54', '11'], why: null });
    expect(await simulate([])).toMatchObject({ answers: ['11', '10 11'], why: null });
  });

  it('a brake that is on stays, until its time or its release; what it was on for does not put it on again', async () => {
    const { says, simulate } = world({ maxMs: 30_000 });
    says('fail', [0, 1, 2]);
    expect(await simulate([3])).toMatchObject({ answers: ALL, why: expect.stringMatching(/^3 of 4/) as string });
    expect(await simulate([3], { advanceMs: 29_999 })).toMatchObject({ answers: ALL });
    expect(await simulate([3], { advanceMs: 30_000 })).toMatchObject({ answers: ['54', '54'], why: null });
    expect(await simulate([], { brakeOff: true })).toMatchObject({ answers: ['54', '11'], why: null });
    expect(await simulate([3], { brakeOff: true })).toMatchObject({ answers: ['54', '54'], why: null });
  });

  it('silence puts it on as well, and it ends by itself', async () => {
    const { simulate } = world();
    const silent = { agentsLost: new Set(['fra']) };
    expect(await simulate([], { ...silent, advanceMs: 59_999 })).toMatchObject({ answers: ALL, why: null });
    expect(await simulate([], { ...silent, advanceMs: 60_000 })).toMatchObject({
      answers: ALL,
      why: expect.stringMatching(/^3 of 4/) as string,
    });
    expect(await simulate([], { ...silent, advanceMs: 660_000 })).toMatchObject({ answers: ['54', '54'], why: null });
  });

  it('does not count what operators take out, and follows the config that is supposed', async () => {
    const { simulate, clock, config } = world();
    const word = (kind: OverrideKind): HealthEvent => ({
      kind: 'override',
      override: { kind, ip: null, who: 'ann', why: 'disk', since: clock.at, until: null },
    });
    const words = new Map([['a.failover', [word('maintenance')]]]);
    expect(await simulate([0, 1, 2], { words })).toMatchObject({ answers: ['54', '11'], why: null });
    expect((await simulate([0, 1, 2, 3], { words })).why).toMatch(/^2 of 2/);
    expect(await simulate([0, 1, 2], { config: { ...config.value, brake: null } })).toMatchObject({
      answers: ['54', '11'],
      why: null,
    });
    expect((await simulate([0], { config: { ...config.value, brake: { ...BRAKE, percent: 20 } } })).why).toMatch(
      /more than 20 %$/,
    );
  });
});
