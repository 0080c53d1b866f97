import { millis } from '../../lib/millis.js';
import { agentName } from './chart-lines.js';
import { LineSwatch } from './line-swatch.js';
import { type PlotInput, timeWords } from './plot.js';

const MOST = 7;

/** What one bucket tells, over the half of the chart where the pointer is not: nothing moves for it. */
export function ChartReadOut({ input: { chart, times, from, to, agents }, bucket }: { input: PlotInput; bucket: number }) {
  const lines = chart.series.flatMap(({ agent, mean_ms, failures, count }) => {
    const [mean, failed, all] = [mean_ms[bucket] ?? null, failures[bucket] ?? 0, count[bucket] ?? 0];
    if (all === 0) return [];
    const share = failed === 0 || failed === all ? '' : `, ${failed} of ${all} failed`;
    return [{ name: agentName(agent), words: `${mean === null ? 'failed' : millis(mean)}${share}` }];
  });
  const shown = lines.length > MOST ? lines.slice(0, MOST - 1) : lines;
  return (
    <div class={bucket < times.length / 2 ? 'readout right' : 'readout'} aria-hidden="true">
      <b>{timeWords(times[bucket] ?? 0, to - from)}</b>
      {lines.length === 0 && <p>nothing measured</p>}
      {shown.map(({ name, words }) => (
        <p key={name} class="key">
          <LineSwatch place={Math.max(0, agents.indexOf(name))} />
          <span class="who">{name}</span>
          <span>{words}</span>
        </p>
      ))}
      {shown.length < lines.length && <p>{`${lines.length - shown.length} more`}</p>}
    </div>
  );
}
