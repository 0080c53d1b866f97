import { describe, expect, it } from 'vitest';
import { type OverrideKind } from '@failover-dns/policies';
import { TokenHolder } from '../api/caller.js';
import { MassFailureBrake } from './brake.js';
import { aDomainConfig, aHub, aReport, aTarget, BRAKE } from './health.fixture.js';
import { brakeOn } from './mass-failure.js';

const TOKEN = new TokenHolder('secret_token');
const IPS = ['192.0.2.10', '192.0.2.11', '192.0.2.12', '192.0.2.13'];

function watched({ rules = BRAKE, disabled = [] as number[] } = {}) {
  const targets = IPS.map((ip, index) => aTarget({ ip, disabled: disabled.includes(index) }));
  const hub = aHub([aDomainConfig({ targets })], { brake: rules });
  const brake = new MassFailureBrake(hub.config, hub.decisions, hub.states, hub.clock);
  brake.onModuleInit();
  const says = (result: 'ok' | 'fail', ...indexes: number[]) => {
    for (const index of indexes) hub.reports.accept(aReport({ ip: IPS[index] ?? '', result }), TOKEN);
  };
  const [domain] = hub.config.value.domains.values();
  const answer = () =>
    hub.decisions
      .inForce(domain!)
      .addresses.map((ip) => IPS.indexOf(ip))
      .join('');
  const state = () => hub.decisions.inForce(domain!).state;
  const puts = (kind: OverrideKind, ...indexes: number[]) => {
    for (const index of indexes) {
      const override = { kind, ip: IPS[index] ?? '', who: 'ann', why: 'disk', since: hub.clock.at, until: null };
      hub.states.apply(domain!, { kind: 'override', override });
    }
  };
  says('ok', 0, 1, 2, 3);
  return { ...hub, brake, says, answer, state, puts };
}

describe('MassFailureBrake', () => {
  it('lets half of the targets go, and freezes all when one more is about to leave', () => {
    const { says, answer, state, brake } = watched();
    says('fail', 0, 1);
    expect([answer(), state(), brake.current()]).toEqual(['23', 'degraded', null]);
    says('fail', 2);
    expect([answer(), state()]).toEqual(['0123', 'frozen']);
    expect(brake.current()?.why).toBe('3 of 4 targets left service within 60 s, more than 50 %');
    says('fail', 3);
    expect(answer()).toBe('0123');
  });

  it('lets the verdicts count again when it is released, and is not on again at once', () => {
    const { says, answer, brake } = watched();
    says('fail', 0, 1, 2);
    expect(brake.release()).toBe(true);
    expect([answer(), brake.current()]).toEqual(['3', null]);
    expect(brake.release()).toBe(false);
  });

  it('does not count targets that left before the window', () => {
    const { says, answer, clock, brake } = watched();
    says('fail', 0, 1);
    clock.at += 59_000;
    says('ok', 2, 3);
    clock.at += 2000;
    says('fail', 2);
    expect([answer(), brake.current()]).toEqual(['3', null]);
  });

  it('does not count a target that came back', () => {
    const { says, brake } = watched();
    for (let round = 0; round < 3; round++) {
      says('fail', 0, 1);
      says('ok', 0, 1);
    }
    expect(brake.current()).toBeNull();
  });

  it('ends by itself after max_sec, and says so', () => {
    const { says, clock, brake, decisions, config } = watched();
    says('fail', 0, 1, 2);
    const told: unknown[] = [];
    brake.onChange((record, why) => told.push([record, why]));
    clock.at += 600_000;
    says('ok', 3);
    const [domain] = config.value.domains.values();
    expect(decisions.decideNow(domain!).addresses).toEqual([IPS[3]]);
    expect([brake.current(), brake.current()]).toEqual([null, null]);
    expect(told).toEqual([[null, 'max_sec is over']]);
  });

  it('is not on again when it ended before the window did', () => {
    const { says, answer, clock, brake } = watched({ rules: { ...BRAKE, maxMs: 2000 } });
    says('fail', 0, 1, 2);
    expect(answer()).toBe('0123');
    clock.at += 2000;
    says('ok', 3);
    expect([answer(), brake.current()]).toEqual(['3', null]);
  });

  it.each(['maintenance', 'drain', 'force_up', 'force_down'] as const)(
    'counts the others where %s is said of a target',
    (kind) => {
      const { says, puts, brake } = watched();
      puts(kind, 0, 1);
      says('fail', 0, 1, 2);
      expect(brake.current()).toBeNull();
      says('fail', 3);
      expect(brake.current()?.why).toMatch(/^2 of 2 targets left/);
    },
  );

  it('counts no target that the config disables, and none more that left before an operator took it out', () => {
    const { says, puts, brake } = watched({ disabled: [3] });
    says('fail', 0, 3);
    expect(brake.current()).toBeNull();
    puts('maintenance', 0);
    says('fail', 1);
    expect(brake.current()).toBeNull();
    says('fail', 2);
    expect(brake.current()?.why).toMatch(/^2 of 2 targets left/);
  });
});

describe('brakeOn', () => {
  it('compares whole percents, and says them', () => {
    expect(brakeOn(29, 100, { ...BRAKE, percent: 29 }, 0)).toBeNull();
    expect(brakeOn(3, 4, { ...BRAKE, percent: 55 }, 0)?.why).toBe('3 of 4 targets left service within 60 s, more than 55 %');
  });
});
