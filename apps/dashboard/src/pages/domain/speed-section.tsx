import type { Bound, MeasuredFailover } from '../../api/types.js';
import { seconds } from '../../lib/millis.js';
import { moment } from '../../lib/time.js';
import { now } from '../../store/clock.js';
import { segmentsOf, speedNote } from './speed.js';

const WIDTH = 600;

/** One bar: the worst case in its parts, and where the last measured one ended. */
export function SpeedSection({ bound, measured }: { bound: Bound; measured: readonly MeasuredFailover[] }) {
  const segments = segmentsOf(bound);
  const last = measured.at(-1);
  const scale = WIDTH / (Math.max(bound.total_ms, last?.ms ?? 0, 1) * 1.04);
  const label = `At worst ${seconds(bound.total_ms)}.${last ? ` Last time ${seconds(last.ms)}.` : ''}`;
  let x = 0;
  return (
    <section aria-labelledby="h-speed">
      <div class="head block">
        <h2 id="h-speed">How fast it fails over</h2>
        <span class="note">{speedNote(bound, measured)}</span>
      </div>
      <div class="card pad bound">
        <svg viewBox={`0 0 ${WIDTH} 26`} preserveAspectRatio="none" role="img" aria-label={label}>
          {segments.map(({ name, ms }, index) => {
            const left = x;
            x += ms * scale;
            return <rect key={name} class={`b${index + 1}`} x={left} y={6} width={Math.max(0, ms * scale - 1)} height={14} />;
          })}
          {last && <rect class="m" x={Math.min(last.ms * scale, WIDTH - 3)} y={0} width={3} height={26} />}
        </svg>
        <dl>
          {segments.map(({ name, ms, why }, index) => (
            <div key={name}>
              <dt>
                <Swatch of={`b${index + 1}`} />
                {name}
              </dt>
              <dd>{seconds(ms)}</dd>
              <dd>{why}</dd>
            </div>
          ))}
          {last && (
            <div class="total">
              <dt>
                <Swatch of="m" />
                Last time
              </dt>
              <dd>{seconds(last.ms)}</dd>
              <dd>
                {moment(Date.parse(last.at), now.peek())}, <span class="mono">{last.target}</span>: from its first failed check to
                the changed answer
              </dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}

function Swatch({ of }: { of: string }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true">
      <rect class={of} x={of === 'm' ? 4 : 0} width={of === 'm' ? 2.5 : 10} height={10} />
    </svg>
  );
}
