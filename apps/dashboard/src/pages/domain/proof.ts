import type { DomainDetail, TargetDecision } from '../../api/types.js';
import { isDrawn } from '../../lib/draws.js';
import { millis } from '../../lib/millis.js';
import { byWhom } from '../../lib/override-words.js';
import { targetName } from '../../lib/targets.js';
import { lasting } from '../../lib/time.js';
import { capitalized, listed, plural } from '../../lib/words.js';
import { looked, SERVICES } from './matrix.js';
import type { Piece } from './sentence.js';

/** One step: what follows, and from what. */
export interface Step {
  key: string;
  say: Piece[];
  /** The arithmetic, on its own line. */
  math: string | null;
  because: Piece[];
  /** Voters, a line a vote. */
  voters: string[];
  /** An up target without anything odd: those may be folded away. */
  isPlain: boolean;
}

const step = (key: string, say: Piece[], rest: Partial<Omit<Step, 'key' | 'say'>> = {}): Step => ({
  key,
  say,
  math: null,
  because: [],
  voters: [],
  isPlain: false,
  ...rest,
});

/** The decision object in its own order: electorate, need, verdicts, overrides, selection, TTL. */
export function proofOf(detail: DomainDetail, now: number): Step[] {
  return [
    electorate(detail, now),
    need(detail),
    ...detail.targets.map((target, index) => verdict(target, index, detail, now)),
    ...(detail.brake === null
      ? []
      : [step('brake', [{ bold: 'The brake is on.' }], { because: [`${capitalized(detail.brake.why)}.`] })]),
    selection(detail),
    step('ttl', ['The TTL is ', { bold: `${detail.ttl} s` }, '.'], {
      because: ['From the setting ', { code: detail.ttl_from }, '.'],
    }),
  ];
}

const MOST_ABSENT = 3;

function electorate({ agents, targets }: DomainDetail, now: number): Step {
  const sizes = [...new Set(looked(targets).map(({ tally }) => tally.electorate))].sort((one, other) => one - other);
  const [least = 0, most = least] = [sizes[0], sizes.at(-1)];
  const absent = agents.filter(({ state, set_aside }) => state !== 'active' || set_aside !== null);
  const told = absent.slice(0, MOST_ABSENT).flatMap((agent): Piece[] => [' ', { code: agent.id }, ` ${absence(agent, now)}.`]);
  const say = least === most ? plural(most, 'agent') : `${least} to ${plural(most, 'agent')}`;
  return step('electorate', [{ bold: `${say} ${most === 1 ? 'votes' : 'vote'}.` }], {
    because: [
      `${plural(agents.length, 'agent')} ${agents.length === 1 ? 'checks' : 'check'} this domain.`,
      ...told,
      absent.length > MOST_ABSENT ? ` ${absent.length - MOST_ABSENT} more are silent or set aside.` : '',
    ],
    math:
      least === most && most < agents.length
        ? `n = ${agents.length} − ${agents.length - most} = ${most}`
        : `n = ${least === most ? most : `${least} … ${most}`}`,
  });
}

function absence({ state, set_aside, last_seen }: DomainDetail['agents'][number], now: number): string {
  if (set_aside !== null) return `is set aside: ${set_aside}`;
  const since = last_seen === null ? '' : `: silent for ${lasting(now - Date.parse(last_seen))}`;
  if (state === 'lost') return `is lost${since}, longer than the grace, so its votes no longer count`;
  if (state === 'unseen') return 'has not reported since the start of the master';
  return `is suspect${since}`;
}

function need({ targets, policy, check: { quorum } }: DomainDetail): Step {
  const needs = [...new Set(looked(targets).map(({ tally }) => tally.needed))];
  const { electorate = 0, needed = 0, enough = 0 } = looked(targets)[0]?.tally ?? {};
  const name: Piece[] = ['Policy ', { bold: policy }, quorum === null ? '' : ` of ${quorum}`];
  const more: Piece[] = enough > 1 ? [` At least ${plural(enough, 'agent')} must vote.`] : [];
  if (needs.length !== 1)
    return step('need', [{ bold: 'What a target needs differs.' }], {
      because: [...name, ', see k below.', ...more],
    });
  return step('need', [{ bold: `A target needs ${needed} up.` }], {
    because: [...name, '.', ...more],
    math: needMath(policy, quorum, electorate, needed),
  });
}

function needMath(policy: string, quorum: string | null, n: number, k: number): string {
  if (quorum?.endsWith('%')) return `k = ⌈${quorum} · ${n}⌉ = ${k}`;
  if (policy === 'quorum' && quorum === null) return `k = ⌊${n} / 2⌋ + 1 = ${k}`;
  if (policy === 'all' && k === n) return `k = n = ${k}`;
  return `k = ${k}`;
}

function verdict(target: TargetDecision, index: number, detail: DomainDetail, now: number): Step {
  const { service, held, verdict: word, tally } = target;
  const address: Piece = { code: target.port === null ? target.ip : targetName(target) };
  const key = `${index} ${target.ip}`;
  const math = mathOf(target);
  if (service === 'in') {
    const say: Piece[] = [address, held === null ? ' is ' : ' stays ', { bold: word }, '.'];
    const voters = word === 'up' && held === null && tally.down === 0 ? [] : votersOf(target);
    return step(key, say, {
      math,
      because: becauseOf(target),
      voters,
      isPlain: word === 'up' && held === null && tally.down === 0,
    });
  }
  const word2 =
    service === 'forced_up'
      ? ' counts as up.'
      : service !== 'drain'
        ? ' is left out.'
        : target.answered
          ? ' is answered, as nothing else is up.'
          : ' waits until nothing else is up.';
  if (service === 'disabled')
    return step(key, [address, ' is left out.'], { because: ['Disabled in the config: it is not checked.'] });
  const override = detail.overrides.find(({ name, scope }) => name === target.ip || scope === 'domain');
  return step(key, [address, word2], {
    because: [
      `${capitalized(SERVICES[service] ?? service)} ${override === undefined ? 'in the config' : byWhom(override, now, '')}.`,
      ` Without it: ${word}, ${tally.up} up of ${tally.electorate}.`,
    ],
    math,
  });
}

/** u up, m missing, n voters, k needed */
function mathOf({ tally }: TargetDecision): string {
  const { up, missing, electorate: n, needed, enough } = tally;
  const least = Math.max(1, enough);
  if (n < least) return `n = ${n} < ${least}`;
  if (up >= needed) return `u = ${up} ≥ ${needed}`;
  if (up + missing < needed) return `u + m = ${up} + ${missing} < ${needed}`;
  return `u = ${up} < ${needed} ≤ u + m = ${up + missing}`;
}

const HELD: Readonly<Record<string, string>> = {
  undecided: 'It hangs on votes that are missing, so it stays as it was.',
  silence: 'Nobody can say, so it stays as it was.',
  provisional: 'Not confirmed since the start of the master: it stands until reports come, or its time is over.',
  brake: 'It is answered all the same, as the brake is on.',
};

function becauseOf({ held, votes, tally, verdict: word }: TargetDecision): Piece[] {
  const cannot = votes.filter(({ value, age_ms, reason }) => value === 'unknown' && age_ms === null && reason !== null);
  const few = word === 'unknown' && tally.electorate === 0 ? ['No agent has a fresh vote about it.'] : [];
  return [
    ...(held === null ? [] : [HELD[held] ?? held]),
    ...few,
    ...cannot.slice(0, 2).flatMap((vote): Piece[] => [{ code: vote.agent }, ` cannot check it (${vote.reason}): no vote. `]),
  ];
}

function votersOf({ votes }: TargetDecision): string[] {
  const sorted = [...votes].sort((one, other) => (one.agent < other.agent ? -1 : 1));
  const counted = sorted.filter(({ counts }) => counts);
  const down = Map.groupBy(
    counted.filter(({ value }) => value === 'down'),
    ({ reason }) => reason ?? 'failed',
  );
  const told = [...down].map(
    ([reason, those]) =>
      `${listed(
        those.map(({ agent }) => agent),
        8,
      )} (${reason})`,
  );
  const up = counted.filter(({ value }) => value === 'up');
  const silent = sorted.filter(({ value, age_ms }) => value === 'unknown' && age_ms !== null);
  return [
    ...(told.length === 0 ? [] : [`down: ${told.join(', ')}`]),
    ...(up.length === 0
      ? []
      : [
          `up: ${listed(
            up.map(({ agent, latency_ms }) => (latency_ms === null ? agent : `${agent}, ${millis(latency_ms)}`)),
            8,
          )}`,
        ]),
    ...(silent.length === 0
      ? []
      : [
          `silent: ${listed(
            silent.map(({ agent }) => agent),
            8,
          )}`,
        ]),
  ];
}

function selection(detail: DomainDetail): Step {
  const { targets, source, selection: words, cause, max_answers } = detail;
  const few =
    isDrawn(detail) && detail.weights === null
      ? [` ${max_answers} of them ${max_answers === 1 ? 'is' : 'are'} drawn for each answer.`]
      : [];
  const say: Piece[] =
    source === 'targets'
      ? [{ bold: plural(targets.filter(({ answered }) => answered).length, 'target') }, ' can be answered.']
      : [{ bold: cause === 'panic' ? 'Too few targets' : 'No target' }, ' can be answered as it is.'];
  return step('selection', say, { because: [`${capitalized(words)}.`, ...few] });
}

const FALLBACK_IS_WHOLE = 'The fallback is for the whole domain, not for one type.';

/** What follows from all of it. */
export function conclusion({ answer, source, ttl, addresses, fallback }: DomainDetail): { say: string; because: string } {
  const v6 = addresses.filter((address) => address.includes(':'));
  const v4 = addresses.filter((address) => !address.includes(':'));
  const families = [
    ['A', v4],
    ['AAAA', v6],
  ] as const;
  if (source === 'servfail') return { say: 'SERVFAIL for every question.', because: '' };
  if (answer.length === 0) return { say: 'No address of either type.', because: '' };
  const say = families.filter(([, those]) => those.length > 0).map(([type, those]) => `${type}: ${listed(those)}`);
  const none = families.filter(([, those]) => those.length === 0).map(([type]) => `${type}: no data. `);
  return {
    say: `${say.join('. ')}, TTL ${ttl}.`,
    because: none.length === 0 ? '' : `${none.join('')}${fallback.length === 0 ? '' : FALLBACK_IS_WHOLE}`.trim(),
  };
}
