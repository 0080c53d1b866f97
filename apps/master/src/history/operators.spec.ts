import { describe, expect, it } from 'vitest';
import { Agents } from '../health/agents.js';
import { MassFailureBrake } from '../health/brake.js';
import { ClockWatch } from '../health/clock-watch.js';
import { aHub } from '../health/health.fixture.js';
import { Overrides } from '../health/overrides.js';
import { Documents } from './documents.js';
import { OperatorsWords } from './operators.js';

const UNTIL = new Date(Date.UTC(2030, 0, 1));
const A = { domain: 'webmail.failover', ip: '192.0.2.10' };

/** A start with these documents in the file. */
function started(rows: [kind: string, key: string, json: string][]) {
  const hub = aHub();
  const documents = new Documents(hub.clock);
  documents.load(rows.map((row) => [...row, 0] as const));
  const overrides = new Overrides(hub.config, hub.states, new Agents(hub.config, hub.clock), hub.clock);
  const brake = new MassFailureBrake(hub.config, hub.decisions, hub.states, hub.clock);
  const watch = new ClockWatch(hub.clock, overrides, brake);
  new OperatorsWords(documents, overrides, brake, watch).onModuleInit();
  return { ...hub, documents, overrides, brake, watch };
}

const record = (until: string | null) =>
  JSON.stringify({ scope: A, kind: 'drain', who: 'ann', why: 'disk', since: UNTIL, until });

describe('OperatorsWords', () => {
  it('brings overrides and the brake back, and what is set or taken back meanwhile is written', () => {
    const first = started([]);
    first.overrides.put({ scope: A, kind: 'maintenance', who: 'ann', why: 'disk', since: first.clock.wall(), until: UNTIL });
    first.overrides.put({
      scope: { agent: 'fra' },
      kind: 'maintenance',
      who: 'ann',
      why: 'moves',
      since: first.clock.wall(),
      until: null,
    });
    first.brake.restore({ since: first.clock.wall(), until: UNTIL, why: '3 of 4 targets' });
    const rows = ['override', 'brake'].flatMap((kind) =>
      first.documents.all(kind).map(({ key, value }): [string, string, string] => [kind, key, JSON.stringify(value)]),
    );
    const second = started(rows);
    expect(second.overrides.all()).toEqual(first.overrides.all());
    expect(second.brake.current()?.why).toBe('3 of 4 targets');
    second.overrides.release(A);
    second.brake.release();
    expect([second.documents.all('override').length, second.documents.all('brake')]).toEqual([1, []]);
  });

  it('drops what is over', () => {
    const { documents, overrides } = started([['override', 'x', record('2020-01-01T00:00:00Z')]]);
    expect([overrides.all(), documents.all('override')]).toEqual([[], []]);
  });

  it.each(['null', '7', '{}', record('soon'), '{"scope":null}'])('leaves %s out, and takes the others', (json) => {
    const { overrides } = started([
      ['override', 'x', json],
      ['override', 'y', record(null)],
    ]);
    expect(overrides.all()).toMatchObject([{ scope: A, kind: 'drain' }]);
  });
});
