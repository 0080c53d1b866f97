import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { millis, millisNumber } from '../../lib/millis.js';
import { clockMinute } from '../../lib/time.js';
import { theme } from '../../shell/theme.js';
import { agentName } from './chart-lines.js';
import { readPalette } from './palette.js';
import { drawPlot, type PlotInput } from './plot.js';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const MOST_READ = 4;

/** Latencies of one target, a line an agent. Under the pointer its head reads them out. */
export function Chart({ input, since, title }: { input: PlotInput; since: string | null; title: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [bucket, setBucket] = useState<number | null>(null);
  const [systemDark, setSystemDark] = useState(dark.matches);
  const chosen = theme.value;
  useEffect(() => {
    const follow = (): void => setSystemDark(dark.matches);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    let plot: uPlot | null = drawPlot(place, input, readPalette(), setBucket);
    const sizes = new ResizeObserver(() => {
      const width = Math.max(120, place.clientWidth);
      if (plot !== null && plot.width !== width) plot.setSize({ width, height: plot.height });
    });
    sizes.observe(place);
    return () => {
      sizes.disconnect();
      plot?.destroy();
      plot = null;
    };
  }, [input, chosen, systemDark]);
  const { chart } = input;
  const words = useMemo(
    () => since ?? (chart.span === null ? 'no check passed' : `${millisNumber(chart.span.min)} to ${millis(chart.span.max)}`),
    [chart, since],
  );
  const failed =
    chart.failures.length === 0 ? '' : `; failed checks of ${chart.failures.map(({ agent }) => agentName(agent)).join(', ')}`;
  return (
    <figure class="chart" aria-label={`${title}: ${words}${failed}`}>
      <h3>
        <b>{title}</b>
        <span>{bucket === null ? words : readOut(input, bucket)}</span>
      </h3>
      <div ref={box} class="plot" aria-hidden="true" />
    </figure>
  );
}

function readOut({ chart, times }: PlotInput, bucket: number): string {
  const values = chart.series.flatMap(({ agent, mean_ms, failures }) => {
    const [value, failed] = [mean_ms[bucket] ?? null, (failures[bucket] ?? 0) > 0];
    return value === null && !failed ? [] : [`${agentName(agent)} ${value === null ? 'failed' : millis(value)}`];
  });
  const more = values.length > MOST_READ ? `, ${values.length - MOST_READ} more` : '';
  return `${clockMinute(times[bucket] ?? 0)}: ${values.slice(0, MOST_READ).join(', ') || 'nothing'}${more}`;
}
