import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { millisNumber } from '../../lib/millis.js';
import { clockMinute, dayOf } from '../../lib/time.js';
import { agentName, apart, lineLook, logTicks, runsOf, spaced, type TargetChart } from './chart-lines.js';
import type { Palette } from './palette.js';

export interface PlotInput {
  chart: TargetChart;
  /** Starts of the buckets, ms. */
  times: readonly number[];
  from: number;
  to: number;
  axis: { min: number; max: number };
  /** Agents in their order: who has which line. */
  agents: readonly string[];
  /** Most agents with failures in one chart: all charts leave as much room above. */
  lanes: number;
}

const HEIGHT = 168;
const FONT = '10.5px system-ui, sans-serif';
const LABEL_GAP = 12;
/** Above so many lines their names stand in the key alone. */
const MOST_LABELS = 6;
const LANE = 10;
const LANES_SHARE = 0.3;
const PLOT_HEIGHT = HEIGHT - 30;
const CROSS = 2;

const laneHeight = (lanes: number): number => Math.min(LANE, (LANES_SHARE * PLOT_HEIGHT) / Math.max(1, lanes));

/** Values without a neighbour: a line does not show them. */
const alone = (values: readonly (number | null)[]): number[] =>
  values.flatMap((value, index) =>
    value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null ? [index] : [],
  );

/** Draws a chart into `box`; `destroy()` takes it away. `point` hears which bucket the pointer is over. */
export function drawPlot(box: HTMLElement, input: PlotInput, palette: Palette, point: (bucket: number | null) => void): uPlot {
  const { chart, times, from, to, axis, agents, lanes } = input;
  const lookOf = (agent: string | null) => lineLook(Math.max(0, agents.indexOf(agentName(agent))));
  const share = lanes === 0 ? 0 : (lanes * laneHeight(lanes) + 4) / PLOT_HEIGHT;
  const top = axis.min * (axis.max / axis.min) ** (1 / (1 - share));
  const values = chart.series.map(({ mean_ms }) => mean_ms.map((value) => (value === null ? null : Math.max(value, axis.min))));
  const hasLabels = chart.series.length <= MOST_LABELS;
  const common = { stroke: palette.text, font: FONT, ticks: { show: false } };
  const options: uPlot.Options = {
    width: Math.max(120, box.clientWidth),
    height: HEIGHT,
    padding: [6, hasLabels ? 52 : 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 5 }, sync: { key: 'latency' } },
    scales: {
      x: { time: true, range: [from / 1000, to / 1000] },
      y: { distr: 3, range: [axis.min, top] },
    },
    axes: [
      {
        ...common,
        size: 22,
        gap: 4,
        grid: { show: false },
        splits: () => [from / 1000, (from + to) / 2000, to / 1000],
        values: (_, splits) => splits.map((split, index) => (index === 2 ? 'now' : tickWords(split * 1000, to - from))),
      },
      {
        ...common,
        size: 34,
        gap: 4,
        grid: { stroke: palette.grid, width: 1 },
        splits: () => logTicks(axis.min, axis.max),
        filter: (_, splits) => splits,
        values: (_, splits) => splits.map((split) => millisNumber(split)),
      },
    ],
    series: [
      {},
      ...chart.series.map(({ agent }) => {
        const { colour, dash } = lookOf(agent);
        const stroke = palette.lines[colour - 1] ?? palette.text;
        return {
          stroke,
          width: 1.5,
          dash: [...dash],
          spanGaps: false,
          points: { show: true, size: 4, fill: stroke, filter: (_: uPlot, index: number) => alone(values[index - 1] ?? []) },
        };
      }),
    ],
    hooks: {
      drawClear: [(plot) => drawBands(plot, input, palette)],
      draw: [(plot) => (drawCrosses(plot, input, palette), hasLabels && drawNames(plot, input, palette))],
      setCursor: [({ cursor }) => point(cursor.idx ?? null)],
    },
  };
  return new uPlot(options, [times.map((time) => time / 1000), ...values], box);
}

const DAYS = 36 * 3_600_000;
const tickWords = (at: number, length: number): string => (length > DAYS ? dayOf(at) : clockMinute(at));

/** When a bucket began: `02:51`, of days `21 Nov 02:51`. */
export const timeWords = (at: number, length: number): string =>
  length > DAYS ? `${dayOf(at)} ${clockMinute(at)}` : clockMinute(at);

const stepOf = ({ times, from, to }: PlotInput): number => (times[1] === undefined ? to - from : times[1] - (times[0] ?? 0));

/** A tint behind the buckets in which a check failed. */
function drawBands(plot: uPlot, input: PlotInput, palette: Palette): void {
  const { ctx, bbox } = plot;
  const buckets = [...new Set(input.chart.failures.flatMap(({ buckets: those }) => those))];
  ctx.save();
  ctx.fillStyle = palette.band;
  for (const [first, last] of runsOf(buckets)) {
    const left = plot.valToPos((input.times[first] ?? 0) / 1000, 'x', true);
    const right = plot.valToPos(((input.times[last] ?? 0) + stepOf(input)) / 1000, 'x', true);
    ctx.fillRect(left, bbox.top, Math.min(right, bbox.left + bbox.width) - left, bbox.height);
  }
  ctx.restore();
}

/** Failed checks: a lane an agent at the top. */
function drawCrosses(plot: uPlot, { chart, times, lanes }: PlotInput, palette: Palette): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const pitch = laneHeight(lanes) * ratio;
  const size = Math.min(CROSS * ratio, pitch / 2.5);
  ctx.save();
  ctx.strokeStyle = palette.fail;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  chart.failures.forEach(({ buckets }, lane) => {
    const y = bbox.top + pitch * (lane + 0.6);
    const places = buckets.map((bucket) => plot.valToPos((times[bucket] ?? 0) / 1000, 'x', true));
    for (const x of spaced(places, 8 * ratio)) {
      ctx.moveTo(x - size, y - size);
      ctx.lineTo(x + size, y + size);
      ctx.moveTo(x + size, y - size);
      ctx.lineTo(x - size, y + size);
    }
  });
  ctx.stroke();
  ctx.restore();
}

const LONGEST_NAME = 8;

/** Each line’s name where it ends. */
function drawNames(plot: uPlot, { chart }: PlotInput, palette: Palette): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const ends = chart.series.flatMap(({ agent, mean_ms }, index) => {
    const last = mean_ms.findLastIndex((value) => value !== null);
    const value = plot.data[index + 1]?.[last];
    if (value === null || value === undefined || last < mean_ms.length - RECENT) return [];
    return [{ name: agentName(agent), y: plot.valToPos(value, 'y', true) }];
  });
  const places = apart(
    ends.map(({ y }) => y),
    LABEL_GAP * ratio,
    [bbox.top + 4 * ratio, bbox.top + bbox.height - 8 * ratio],
  );
  ctx.save();
  ctx.fillStyle = palette.text;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.font = FONT.replace('10.5', String(10.5 * ratio));
  ends.forEach(({ name }, index) => {
    const text = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    ctx.fillText(text, bbox.left + bbox.width + 5 * ratio, places[index] ?? 0);
  });
  ctx.restore();
}

/** A line that ended so many buckets ago has no name at the end. */
const RECENT = 6;
