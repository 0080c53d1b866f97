import { describe, expect, it } from 'vitest';
import { MassFailureBrake } from './brake.js';
import { ClockWatch } from './clock-watch.js';
import { aHub, BRAKE } from './health.fixture.js';
import { Overrides } from './overrides.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function watched() {
  const hub = aHub(undefined, { brake: BRAKE });
  const overrides = new Overrides(hub.config, hub.states, hub.agents, hub.clock);
  const brake = new MassFailureBrake(hub.config, hub.decisions, hub.states, hub.clock);
  const watch = new ClockWatch(hub.clock, overrides, brake);
  let jumps = 0;
  watch.onJump(() => jumps++);
  const since = hub.clock.wall();
  const until = new Date(since.getTime() + 2 * HOUR);
  overrides.put({ scope: { domain: 'webmail.failover', ip: null }, kind: 'drain', who: 'ann', why: 'disk', since, until });
  brake.restore({ from: since, since, until, why: 'a mass failure' });
  const left = () => overrides.all().map((one) => (one.until!.getTime() - hub.clock.wall().getTime()) / HOUR);
  return { ...hub, overrides, brake, watch, left, jumps: () => jumps };
}

describe('ClockWatch', () => {
  it.each([-HOUR, DAY, -10 * DAY])('a jump of %i ms leaves overrides and the brake as long as they were', (ms) => {
    const { clock, overrides, brake, watch, left, jumps } = watched();
    clock.at += HOUR;
    clock.set = ms;
    // Before anybody noticed as well.
    expect(overrides.all()).toHaveLength(1);
    watch.look();
    expect([left(), jumps()]).toEqual([[1], 1]);
    expect(brake.record()?.until.getTime()).toBe(clock.wall().getTime() + HOUR);
    clock.at += HOUR - 1;
    expect(overrides.all()).toHaveLength(1);
    clock.at += 1;
    expect([overrides.all(), brake.record()]).toEqual([[], null]);
  });

  it('a clock that is set right little by little is no jump', () => {
    const { clock, watch, jumps } = watched();
    for (let look = 0; look < 10; look++) {
      clock.set += 500;
      watch.look();
    }
    expect(jumps()).toBe(0);
  });
});
