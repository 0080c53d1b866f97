import type { DayOfStates } from '../../lib/strip.js';
import { Strip } from '../../parts/strip.js';
import { now } from '../../store/clock.js';
import { useComputed } from '@preact/signals';
import { stripNote, stripTicks } from './strip-note.js';

const STEP_MS = 30_000;

/** The last 24 hours; moves on twice a minute, and with each change. */
export function StripSection({ day }: { day: DayOfStates }) {
  const step = useComputed(() => Math.floor(now.value / STEP_MS));
  const end = Math.max(step.value * STEP_MS + STEP_MS, (day.spans.at(-1)?.at ?? 0) + 1);
  return (
    <section class="block" aria-labelledby="h-strip">
      <div class="head">
        <h2 id="h-strip">Last 24 hours</h2>
        <Note day={day} />
      </div>
      <div class="card pad">
        <Strip day={day} now={end} wide />
        <div class="axis" aria-hidden="true">
          {stripTicks(end).map((tick) => (
            <span key={tick}>{tick}</span>
          ))}
        </div>
      </div>
    </section>
  );
}

function Note({ day }: { day: DayOfStates }) {
  return <span class="note">{stripNote(day, now.value)}</span>;
}
