import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { theme } from '../../shell/theme.js';
import { agentName, spanWords } from './chart-lines.js';
import { ChartReadOut } from './chart-readout.js';
import { readPalette } from './palette.js';
import { drawPlot, type PlotInput } from './plot.js';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Latencies of one target, a line an agent. Under the pointer they are read out. */
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
  const words = useMemo(() => since ?? (chart.span === null ? 'no check passed' : spanWords(chart.span)), [chart, since]);
  const failed =
    chart.failures.length === 0 ? '' : `; failed checks of ${chart.failures.map(({ agent }) => agentName(agent)).join(', ')}`;
  return (
    <figure class="chart" aria-label={`${title}: ${words}${failed}`}>
      <h3>
        <b>{title}</b>
        <span>{words}</span>
      </h3>
      <div class="drawn">
        <div ref={box} class="plot" aria-hidden="true" />
        {bucket !== null && <ChartReadOut input={input} bucket={bucket} />}
      </div>
    </figure>
  );
}
