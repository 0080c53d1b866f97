import { ChoiceField, IntegerField, MisplacedField, rules, SecondsField, SectionField, ValueField } from '@failover-dns/config';
import {
  ALL_DOWN_ACTIONS,
  type AllDownAction,
  PANIC_ACTIONS,
  type PanicAction,
  POLICY_NAMES,
  type PolicyName,
  SELECT_NAMES,
  type SelectName,
} from '@failover-dns/policies';

const MOST_RESULTS = 100;
const MOST = 1000;

const onOff: rules.Rule = {
  ...rules.choice(['auto', 'on', 'off']),
  accepts: ['string', 'boolean'],
  check: (value) => typeof value === 'boolean' || ['auto', 'on', 'off'].includes(value as string),
  schema: { enum: ['auto', 'on', 'off', true, false] },
};

/** More than all of them can never leave. */
const notAll: rules.Rule = {
  ...rules.share,
  expected: 'a share from 1% to 99%',
  check: (value) => value !== '100%' && rules.share.check(value),
  hint: (value) => (value === '100%' ? 'more than all targets cannot leave' : rules.share.hint?.(value)),
  schema: { type: 'string', pattern: '^[1-9][0-9]?%$' },
};

/** How reports become the answer. */
export class ServerSection {
  @ChoiceField(POLICY_NAMES, { description: 'How the votes of several agents make one verdict on a target.' })
  policy: PolicyName = 'any';

  @ValueField(rules.either(rules.integer({ min: 1, max: MOST }), rules.share), {
    description: 'Votes that the policy `quorum` needs: so many, or a share of the agents, rounded up.',
    default: 'more than half',
  })
  quorum?: number | string;

  @IntegerField({ description: 'With fewer agents that vote there is no verdict.', min: 1, max: MOST })
  min_agents = 1;

  @SecondsField({ description: 'A vote counts while its last report is younger than this many seconds.' })
  timeout_sec = 60;

  @IntegerField({ description: 'Successes in a row that bring a target back.', min: 1, max: MOST_RESULTS })
  rise = 1;

  @IntegerField({ description: 'Failures among the last `window` results that take a target down.', min: 1, max: MOST_RESULTS })
  fall = 1;

  @IntegerField({ description: 'Results that `fall` looks at.', min: 1, max: MOST_RESULTS, default: '`fall`' })
  window?: number;

  @ChoiceField(['fallback', 'hold'], {
    description:
      "What an agent's silence means: its vote is gone, or it is missing and the verdict stands until the others decide.",
  })
  on_silence: 'fallback' | 'hold' = 'fallback';

  @SecondsField({
    description: 'Under `hold`, seconds without evidence after which an agent no longer counts.',
    max: 30 * 86_400,
    default: '5 × `timeout_sec`, at least 300',
  })
  agent_grace_sec?: number;

  @ChoiceField(['fallback', 'serve_all'], {
    description: 'What is answered before there are votes: no target, or all of them for `timeout_sec`.',
  })
  cold_start: 'fallback' | 'serve_all' = 'fallback';

  @ChoiceField(SELECT_NAMES, {
    description: 'Which of the targets that are up are answered: all, those of the highest `priority`, or a draw by `weight`.',
    default: '`priority` under the policy `priority`, else `all`',
  })
  select?: SelectName;

  @IntegerField({
    description: 'Records of one family in an answer.',
    min: 1,
    max: MOST,
    default: '1 with `select: weighted`, else no limit',
  })
  max_answers?: number;

  @ValueField(rules.either(rules.choice(['auto', 'manual']), rules.duration), {
    description: 'When a higher priority that came back is answered again: at once, when released, or once it was up that long.',
  })
  failback = 'auto';

  @ChoiceField(ALL_DOWN_ACTIONS, { description: 'What is answered when no target is up.' })
  all_down: AllDownAction = 'fallback';

  @IntegerField({ description: 'With fewer addresses up, but not none, `panic` is answered; 0: never.', max: MOST })
  min_healthy = 0;

  @ChoiceField(PANIC_ACTIONS, { description: 'What is answered when fewer than `min_healthy` are up.' })
  panic: PanicAction = 'all';

  @ValueField(onOff, {
    description:
      'Whether votes of an agent that contradicts the others are set aside; 3 must vote to tell, and `on` is as `auto`.',
  })
  attribution: 'auto' | 'on' | 'off' | boolean = 'auto';

  @SecondsField({ description: 'Wanted failover time: warns when the worst case is longer.', max: 30 * 86_400 })
  rto_sec?: number;

  @MisplacedField('under the top-level defaults alone (defaults.server.brake), as it looks at all targets together')
  brake?: unknown;
}

export class BrakeSection {
  @ValueField(notAll, { description: 'More than this share of all targets in service is a mass failure.', required: true })
  share?: string;

  @SecondsField({ description: 'Seconds within which they leave service.' })
  window_sec = 60;

  @SecondsField({ description: 'Seconds after which the brake lets go by itself.' })
  max_sec = 600;
}

export class DefaultServerSection extends ServerSection {
  @SectionField(() => BrakeSection, {
    description:
      'Freezes the last good verdicts when too many targets of all domains are about to leave service at once; off unless it is there.',
  })
  declare brake?: BrakeSection;
}
