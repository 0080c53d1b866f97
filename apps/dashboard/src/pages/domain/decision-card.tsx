import type { DomainDetail, Override } from '../../api/types.js';
import { byWhom } from '../../lib/override-words.js';
import { moment } from '../../lib/time.js';
import { Icon } from '../../parts/icon.js';
import { links } from '../../router/links.js';
import { now } from '../../store/clock.js';
import { overview } from '../../store/overview.js';
import { Pieces } from './pieces.js';
import { decisionSentence, waitsToFailBack, zoneLines } from './sentence.js';

/** What is answered and why, in a sentence; beside it what DNS says. */
export function DecisionCard({ detail }: { detail: DomainDetail }) {
  const about = `?domain=${encodeURIComponent(detail.domain)}`;
  return (
    <div class="card decision">
      <div>
        <p class="sentence">
          <Pieces pieces={decisionSentence(detail)} />
        </p>
        <div class="beside">
          {detail.brake !== null && <p>The brake is on: {detail.brake.why}.</p>}
          {detail.overrides.map((override) => (
            <OverrideLine key={`${override.scope} ${override.name}`} override={override} />
          ))}
          <Holds detail={detail} />
        </div>
        <div class="btns">
          <a class="btn" href={`${links.operate}${about}`}>
            Override…
          </a>
          {waitsToFailBack(detail) && (
            <a class="btn" href={`${links.operate}${about}&do=failback`}>
              Fail back…
            </a>
          )}
          <a class="btn" href={`${links.whatIf}?find=${encodeURIComponent(detail.domain)}`}>
            What if…
          </a>
          <a class="btn plain" href="#explain">
            Why? Read the proof
          </a>
        </div>
      </div>
      <div>
        <h2>What DNS says</h2>
        <pre class="zone" tabIndex={0} role="region" aria-label="What DNS says">
          {zoneLines(detail, overview.value?.master.name ?? null).map(({ text, comment }, index) => (
            <span key={index} class={comment ? 'c' : undefined}>{`${text}\n`}</span>
          ))}
        </pre>
      </div>
    </div>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  maintenance: 'in maintenance',
  drain: 'drained',
  force_up: 'forced up',
  force_down: 'forced down',
};

function OverrideLine({ override }: { override: Override }) {
  const { scope, name, kind, applies } = override;
  return (
    <p class="next">
      <Icon name="pin" />
      <span>
        {scope === 'domain' ? 'The whole domain' : <code>{name}</code>} is {KINDS[kind] ?? kind} {byWhom(override, now.peek())}
        {!applies && ' (the config has it no more)'}
      </span>
    </p>
  );
}

function Holds({ detail: { holds_until, source, check, targets } }: { detail: DomainDetail }) {
  if (targets.length === 0 || source === 'fallback') return null;
  return (
    <p class="next soft">
      <Icon name="clock" />
      <span>
        {holds_until !== null ? (
          <>
            If every agent fell silent now, this answer would hold until <b>{moment(Date.parse(holds_until), now.peek())}</b>.
          </>
        ) : (
          <>
            If every agent fell silent now, this answer would hold
            {check.on_silence === 'hold' && (
              <>
                {' '}
                (<code>on_silence: hold</code>)
              </>
            )}
            .
          </>
        )}
      </span>
    </p>
  );
}
