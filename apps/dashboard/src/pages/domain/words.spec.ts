import { describe, expect, it, test } from 'vitest';
import { detail, target, vote } from '../../lib/detail.fixture.js';
import { conclusion, proofOf } from './proof.js';
import { decisionSentence, plainText, waitsToFailBack, zoneLines } from './sentence.js';
import { segmentsOf, speedNote } from './speed.js';
import { stripNote } from './strip-note.js';

const up = (ip: string) => target(ip, [vote('ams', 'up'), vote('fra', 'up'), vote('nyc', 'up')]);
const down = (ip: string, reason = 'refused') =>
  target(ip, [vote('ams', 'down', { reason }), vote('fra', 'down', { reason }), vote('nyc', 'up')]);
/** One vote where three are needed. */
const few = (ip: string) => {
  const one = target(ip, [vote('ams', 'up')]);
  return { ...one, verdict: 'unknown' as const, in_force: false, answered: false, tally: { ...one.tally, enough: 3 } };
};
const silent = (ip: string) => target(ip, [vote('ams', 'unknown', { age_ms: 9000 })]);
const sentence = (...args: Parameters<typeof detail>) => plainText(decisionSentence(detail(...args)));

test.each([
  ['all up', sentence([up('192.0.2.1'), up('192.0.2.2')]), 'Answers 192.0.2.1 and 192.0.2.2.'],
  [
    'one down',
    sentence([up('192.0.2.1'), down('192.0.2.2')]),
    'Answers 192.0.2.1. 192.0.2.2 is left out: 2 of 3 agents say down (refused).',
  ],
  [
    'two down alike',
    sentence([up('192.0.2.1'), down('192.0.2.2'), down('192.0.2.3')]),
    'Answers 192.0.2.1. 192.0.2.2 and 192.0.2.3 are left out: 2 of 3 agents say down (refused).',
  ],
  [
    'all down alike',
    sentence([down('192.0.2.2'), down('192.0.2.3')]),
    'Answers the fallback 192.0.2.254: no target is up. For all of them 2 of 3 agents say down (refused).',
  ],
  ['nobody reports', sentence([target('192.0.2.1', [])]), 'Answers the fallback 192.0.2.254: no agent has reported yet.'],
  ['all fell silent', sentence([silent('192.0.2.1')]), 'Answers the fallback 192.0.2.254: no agent has a fresh vote.'],
  [
    'none in service',
    sentence([
      { ...up('192.0.2.1'), service: 'maintenance', answered: false },
      { ...target('192.0.2.2', []), service: 'disabled' },
    ]),
    'Answers the fallback 192.0.2.254: no target is in service.',
  ],
  [
    'held',
    sentence([{ ...silent('192.0.2.1'), verdict: 'up', held: 'undecided', answered: true }], { state: 'frozen' }),
    'Holds 192.0.2.1. 192.0.2.1 stays up: votes that would decide are missing.',
  ],
  [
    'many',
    sentence(Array.from({ length: 9 }, (_, index) => up(`192.0.2.${index}`))),
    'Answers 192.0.2.0, 192.0.2.1, 192.0.2.2 and 6 more.',
  ],
  [
    'panic',
    sentence([up('192.0.2.1')], { source: 'all_targets', cause: 'panic' }),
    'Answers all targets, 192.0.2.1: too few are up.',
  ],
  [
    'panic, where those that are down are answered too',
    sentence([{ ...down('192.0.2.1'), answered: true }, up('192.0.2.2')], { source: 'all_targets', cause: 'panic' }),
    'Answers all targets, 192.0.2.1 and 192.0.2.2: too few are up. 192.0.2.1 is not up: 2 of 3 agents say down (refused).',
  ],
  [
    'too few are up, so the fallback',
    sentence([down('192.0.2.1'), { ...up('192.0.2.2'), answered: false }], { source: 'fallback', cause: 'panic' }),
    'Answers the fallback 192.0.2.254: too few are up. 192.0.2.1 is left out: 2 of 3 agents say down (refused).',
  ],
  [
    'an address that is up on one of its ports',
    sentence([down('192.0.2.1'), { ...up('192.0.2.1'), port: 80, answered: false }]),
    'Answers the fallback 192.0.2.254: no address is up on all of its ports. 192.0.2.1 is left out: 2 of 3 agents say down (refused).',
  ],
  [
    'too few agents',
    sentence([few('192.0.2.1')]),
    'Answers the fallback 192.0.2.254: too few agents can tell. 192.0.2.1 is left out: only 1 agent of the 3 needed can tell.',
  ],
  [
    'a drained target that is held',
    sentence([{ ...up('192.0.2.1'), service: 'drain', held: 'provisional' }], { state: 'frozen' }),
    'Holds 192.0.2.1. 192.0.2.1 stays up: not confirmed since the start.',
  ],
  [
    'a higher priority that waits',
    sentence([{ ...up('192.0.2.1'), priority: 10, answered: false }, up('192.0.2.2')], {
      tier: 0,
      selection: 'priority 0; priority 10 is up again and waits to be released (failback)',
    }),
    'Answers 192.0.2.2. Priority 0; priority 10 is up again and waits to be released (failback).',
  ],
  [
    'no address',
    sentence([down('192.0.2.1')], { source: 'nodata', addresses: [], selection: 'no target is up, so no address' }),
    'Answers no address: no target is up. 192.0.2.1 is left out: 2 of 3 agents say down (refused).',
  ],
  [
    'no address, as there is no fallback',
    sentence([down('192.0.2.1')], { source: 'nodata', addresses: [], fallback: [] }),
    'Answers no address: no target is up, and there is no fallback. 192.0.2.1 is left out: 2 of 3 agents say down (refused).',
  ],
])('the sentence: %s', (_, said, expected) => expect(said).toBe(expected));

it('tells in zone-file text what is answered, what is not, and the fallback that waits', () => {
  const lines = zoneLines(detail([up('192.0.2.1'), down('192.0.2.2')]), 'dns-1').map(({ text }) => text);
  expect(lines).toEqual([
    '; dig @dns-1 webmail.failover A',
    'webmail.failover. 5 IN A 192.0.2.1',
    '; AAAA: no data',
    '; fallback, not used: 192.0.2.254, TTL 30',
  ]);
});

it('tells of a draw what each answer holds, and the weights', () => {
  const lines = (over: Parameters<typeof detail>[1]) =>
    zoneLines(detail([up('192.0.2.1'), up('2001:db8::1'), up('192.0.2.2')], over), null)
      .map(({ text }) => text)
      .slice(1, -1);
  const [one, six, two] = ['192.0.2.1', '2001:db8::1', '192.0.2.2'].map(
    (ip) => `webmail.failover. 5 IN ${ip.includes(':') ? 'AAAA' : 'A'} ${ip}`,
  );
  expect(lines({ max_answers: 1, weights: [3, 5, 1] })).toEqual([
    one,
    two,
    '; of these 1 in each answer, drawn by weight: 192.0.2.1 3 of 4, 192.0.2.2 1 of 4',
    six,
  ]);
  expect(lines({ max_answers: 1 })).toEqual([one, two, '; of these 1 in each answer', six]);
  expect(lines({ max_answers: 2 })).toEqual([one, two, six]);
});

test.each([
  ['tiers are not selected', { tier: null }, [], false],
  ['the lower tier serves, the higher is down', { tier: 0 }, [{ ...down('192.0.2.9'), priority: 10 }], false],
  ['the lower tier serves, the higher is up again', { tier: 0 }, [{ ...up('192.0.2.9'), priority: 10 }], true],
  ['the higher is up, and drained', { tier: 0 }, [{ ...up('192.0.2.9'), priority: 10, service: 'drain' as const }], false],
  ['the higher serves', { tier: 10 }, [{ ...up('192.0.2.9'), priority: 10 }], false],
])('a domain waits to fail back: %s', (_, over, higher, waits) => {
  expect(waitsToFailBack(detail([up('192.0.2.1'), ...higher], over))).toBe(waits);
});

describe('the proof', () => {
  const steps = (...args: Parameters<typeof detail>) =>
    proofOf(detail(...args), Date.parse('2026-01-02T03:04:10Z')).map(({ say, math, because, voters }) =>
      [plainText(say), math, plainText(because), ...voters].filter(Boolean).join(' | '),
    );

  it('goes from the electorate to the TTL, with its arithmetic', () => {
    expect(steps([up('192.0.2.1'), down('192.0.2.2')])).toEqual([
      '3 agents vote. | n = 3 | 3 agents check this domain.',
      'A target needs 2 up. | k = ⌊3 / 2⌋ + 1 = 2 | Policy quorum.',
      '192.0.2.1:443 is up. | u = 3 ≥ 2',
      '192.0.2.2:443 is down. | u + m = 1 + 0 < 2 | down: ams and fra (refused) | up: nyc, 8 ms',
      '1 target can be answered. | Every target that is up.',
      'The TTL is 5 s. | From the setting ttl.',
    ]);
  });

  it('says who set a target aside and what it would be without', () => {
    const override = {
      scope: 'target',
      domain: 'webmail.failover',
      name: '192.0.2.1',
      kind: 'maintenance',
      who: 'ann',
      reason: 'new disks',
      since: '2026-01-02T03:00:00Z',
      until: null,
      applies: true,
    };
    const out = { ...up('192.0.2.1'), service: 'maintenance', answered: false };
    expect(steps([out, up('192.0.2.2')], { overrides: [override] })).toContain(
      '192.0.2.1:443 is left out. | u = 3 ≥ 2 | Maintenance by ann: “new disks”. Without it: up, 3 up of 3.',
    );
  });

  it('names agents that do not vote', () => {
    const one = detail([up('192.0.2.1')]);
    const agents = [...one.agents, { id: 'syd', state: 'lost', tags: [], last_seen: '2026-01-02T03:00:10Z', set_aside: null }];
    expect(steps(one.targets, { agents })[0]).toBe(
      '3 agents vote. | n = 4 − 1 = 3 | 4 agents check this domain. syd is lost: silent for 4 min, longer than the grace, so its votes no longer count.',
    );
  });

  it('leaves out what the config disables, and says how much is needed', () => {
    const off = { ...target('192.0.2.9', []), service: 'disabled' as const };
    const check = { ...detail([]).check, quorum: '60%' };
    const said = steps([up('192.0.2.1'), off], { check });
    expect(said[0]).toBe('3 agents vote. | n = 3 | 3 agents check this domain.');
    expect(said[1]).toBe('A target needs 2 up. | k = ⌈60% · 3⌉ = 2 | Policy quorum of 60%.');
    expect(said[3]).toBe('192.0.2.9:443 is left out. | Disabled in the config: it is not checked.');
  });

  it('says of a panic that too few can be answered, and of a draw by weight only once', () => {
    const panic = steps([down('192.0.2.1'), up('192.0.2.2')], {
      source: 'all_targets',
      cause: 'panic',
      selection: 'only 1 up, fewer than min_healthy 2, so every target in service',
    });
    expect(panic.at(-2)).toBe(
      'Too few targets can be answered as it is. | Only 1 up, fewer than min_healthy 2, so every target in service.',
    );
    const drawn = steps([up('192.0.2.1'), up('192.0.2.2')], {
      max_answers: 1,
      weights: [1, 1],
      selection: '1 of those that are up, drawn by weight for each query',
    });
    expect(drawn.at(-2)).toBe('2 targets can be answered. | 1 of those that are up, drawn by weight for each query.');
  });

  it('says of a drained target whether it is answered', () => {
    const drained = (answered: boolean) => steps([{ ...up('192.0.2.1'), service: 'drain' as const, answered }])[2];
    expect(drained(true)).toContain('192.0.2.1:443 is answered, as nothing else is up.');
    expect(drained(false)).toContain('192.0.2.1:443 waits until nothing else is up.');
  });

  it('ends with the answer', () => {
    expect(conclusion(detail([up('192.0.2.1'), up('2001:db8::1')])).say).toBe('A: 192.0.2.1. AAAA: 2001:db8::1, TTL 5.');
    expect(conclusion(detail([up('192.0.2.1')])).because).toMatch(/^AAAA: no data\./);
  });
});

it('adds the bound up in the parts that a user would tell apart', () => {
  const { bound } = detail([]);
  expect(segmentsOf(bound).map(({ ms }) => ms)).toEqual([12_000, 300, 5000]);
  const measured = [9000, 14_100, 16_400].map((ms) => ({ target: 'a', at: '', ms }));
  expect(speedNote(bound, measured)).toBe('at worst 17.3 s; middle of 3 measured: 14.1 s');
  expect(speedNote(bound, [])).toBe('at worst 17.3 s; none measured yet');
});

test.each([
  [[{ at: 0, state: 'healthy' }], 'healthy throughout'],
  [
    [
      { at: 0, state: 'healthy' },
      { at: 23 * 3_600_000, state: 'degraded' },
      { at: 23.5 * 3_600_000, state: 'healthy' },
      { at: 23.9 * 3_600_000, state: 'degraded' },
    ],
    'degraded twice, 36 min in all; never on fallback',
  ],
  [[{ at: 0, state: 'fallback' }], 'on fallback once, 24 h in all'],
  [
    [
      { at: 0, state: 'healthy' },
      { at: 2 * 3_600_000, state: 'gap' },
      { at: 3 * 3_600_000, state: 'healthy' },
    ],
    'master not running once, 1 h in all; never on fallback',
  ],
] as const)('reads the strip out: %o', (spans, words) =>
  expect(stripNote({ spans: [...spans], span_count: spans.length }, 24 * 3_600_000)).toBe(words),
);

it('counts nothing of a day whose states were too many to be sent', () => {
  const spans = [
    { at: 0, state: 'fallback' as const },
    { at: 23 * 3_600_000, state: 'healthy' as const },
  ];
  expect(stripNote({ spans, span_count: 289 }, 24 * 3_600_000)).toBe(
    '288 changes of state, at worst on fallback; each 24 min shows its worst',
  );
});
