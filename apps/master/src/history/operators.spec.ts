import { describe, expect, it } from 'vitest';
import { TokenHolder } from '../api/caller.js';
import { Agents } from '../health/agents.js';
import { MassFailureBrake } from '../health/brake.js';
import { ClockWatch } from '../health/clock-watch.js';
import { aDomainConfig, aHub, aReport, aTarget, BRAKE } from '../health/health.fixture.js';
import { Overrides } from '../health/overrides.js';
import { Documents } from './documents.js';
import { OperatorsWords } from './operators.js';
import { Snapshots } from './snapshots.js';

const UNTIL = new Date(Date.UTC(2030, 0, 1));
const A = { domain: 'webmail.failover', ip: '192.0.2.10' };

const IPS = ['192.0.2.10', '192.0.2.11', '192.0.2.12', '192.0.2.13'];
const FOUR = aDomainConfig({ targets: IPS.map((ip) => aTarget({ ip })) });
const WITH_BRAKE = { brake: BRAKE };

/** A start with these documents in the file. */
function started(
  rows: [kind: string, key: string, json: string][],
  { hub = aHub([FOUR], WITH_BRAKE) }: { hub?: ReturnType<typeof aHub> } = {},
) {
  const documents = new Documents(hub.clock);
  documents.load(rows.map((row) => [...row, 0] as const));
  const overrides = new Overrides(hub.config, hub.states, new Agents(hub.config, hub.clock), hub.clock);
  const brake = new MassFailureBrake(hub.config, hub.decisions, hub.states, hub.clock);
  const watch = new ClockWatch(hub.clock, overrides, brake);
  new OperatorsWords(documents, overrides, brake, watch).onModuleInit();
  return { ...hub, documents, overrides, brake, watch };
}

const rowsOf = ({ documents }: Pick<ReturnType<typeof started>, 'documents'>) =>
  ['override', 'brake'].flatMap((kind) =>
    documents.all(kind).map(({ key, value }): [string, string, string] => [kind, key, JSON.stringify(value)]),
  );

const snapshotsOf = ({ config, policies, states, clock }: ReturnType<typeof aHub>) =>
  new Snapshots(config, policies, states, clock);

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
    first.brake.restore({ from: first.clock.wall(), since: first.clock.wall(), until: UNTIL, why: '3 of 4 targets' });
    const second = started(rowsOf(first));
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

  it('a brake that comes back keeps what it kept, and a target that left before its window stays out', () => {
    const first = started([]);
    first.brake.onModuleInit();
    const snapshots = snapshotsOf(first);
    const says = (result: 'ok' | 'fail', ...ips: string[]) => {
      for (const ip of ips) first.reports.accept(aReport({ ip, result }), new TokenHolder('secret_token'));
    };
    const [early = '', ...rest] = IPS;
    says('ok', ...IPS);
    says('fail', early);
    first.clock.at += 50_000;
    says('ok', ...rest);
    first.clock.at += 11_000;
    says('fail', ...rest);
    first.clock.at += 1000;
    const states = snapshots
      .take(9)
      .map(([name, json]) => [name, json!, first.clock.wall().getTime()] as [string, string, number]);
    expect([first.decisions.inForce(FOUR).addresses, states.length]).toEqual([rest, 1]);

    const hub = aHub([FOUR], WITH_BRAKE);
    hub.clock.set = first.clock.at + 13_995;
    hub.clock.at = 5;
    snapshotsOf(hub).restore(states);
    const second = started(rowsOf(first), { hub });
    expect(second.decisions.inForce(FOUR)).toMatchObject({ addresses: rest, state: 'frozen' });
    second.clock.at += 600_000 - 15_001;
    expect([second.brake.current()?.why, second.decisions.decideNow(FOUR).brake?.why]).toEqual(Array(2).fill(expect.any(String)));
    second.clock.at += 1;
    expect([second.brake.current(), second.decisions.decideNow(FOUR).brake]).toEqual([null, null]);
  });

  it('a brake does not come back when the config has none any more', () => {
    const first = started([]);
    first.brake.restore({ from: first.clock.wall(), since: first.clock.wall(), until: UNTIL, why: '3 of 4 targets' });
    const { brake, documents } = started(rowsOf(first), { hub: aHub([FOUR]) });
    expect([brake.current(), documents.all('brake')]).toEqual([null, []]);
  });
});
