import { useState } from 'preact/hooks';
import { getText } from '../../api/client.js';
import type { DomainDetail } from '../../api/types.js';
import { CopyButton } from '../../parts/copy.js';
import { now } from '../../store/clock.js';
import { Pieces } from './pieces.js';
import { conclusion, proofOf, type Step } from './proof.js';

/** Above so many plain up targets the rest is folded away. */
const MOST_PLAIN = 6;

/** Why this answer, as a proof: what follows, and from what. */
export function ProofSection({ detail }: { detail: DomainDetail }) {
  const [whole, setWhole] = useState(false);
  const steps = proofOf(detail, now.peek());
  const plain = steps.filter(({ isPlain }) => isPlain);
  const folded = new Set(whole || plain.length <= MOST_PLAIN ? [] : plain.slice(MOST_PLAIN - 1));
  const [firstFolded] = folded;
  const { say, because } = conclusion(detail);
  return (
    <section id="explain" aria-labelledby="h-why">
      <div class="head">
        <h2 id="h-why">Why this answer</h2>
        <span class="push">
          <CopyButton
            words="Copy as text"
            text={() => getText(`/api/v1/domains/${encodeURIComponent(detail.domain)}/explain?format=text`)}
          />
        </span>
      </div>
      <div class="card pad">
        <ol class="proof">
          <li class="cols" aria-hidden="true">
            <span>So</span>
            <span>Because</span>
          </li>
          {steps.map((step) =>
            step === firstFolded ? (
              <li key={step.key}>
                <button type="button" class="btn" onClick={() => setWhole(true)}>
                  {`Show ${folded.size} more that are up`}
                </button>
              </li>
            ) : folded.has(step) ? null : (
              <ProofStep key={step.key} step={step} />
            ),
          )}
          <li class="so">
            <p class="say">
              <b>{say}</b>
            </p>
            <p>{because}</p>
          </li>
        </ol>
      </div>
    </section>
  );
}

function ProofStep({ step: { say, because, math, voters } }: { step: Step }) {
  return (
    <li>
      <p class="say">
        <Pieces pieces={say} />
      </p>
      <div>
        <p>
          <Pieces pieces={because} />
          {math !== null && <span class="math">{math}</span>}
        </p>
        {voters.length > 0 && (
          <ul class="quiet small">
            {voters.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
