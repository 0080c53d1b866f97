import { useMemo, useState } from 'preact/hooks';
import type { DomainDetail, DomainHistory, TargetDecision } from '../../api/types.js';
import { targetName } from '../../lib/targets.js';
import { lasting, moment } from '../../lib/time.js';
import { plural } from '../../lib/words.js';
import { Fault } from '../../parts/fault.js';
import { Icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { useResource } from '../../store/use-resource.js';
import { Chart } from './chart.js';
import { agentsOf, axisOf, chartOf, type TargetChart } from './chart-lines.js';
import { LineSwatch } from './line-swatch.js';
import type { PlotInput } from './plot.js';

const SPANS = [
  { hours: 1, words: '1 h', every: 15_000 },
  { hours: 24, words: '24 h', every: 60_000 },
  { hours: 168, words: '7 d', every: 300_000 },
] as const;
const MOST = 6;

/** Latencies: one chart a target, all with the same axes; of many targets those in trouble first. */
export function LatencySection({ detail, readAt }: { detail: DomainDetail; readAt: number }) {
  const [hours, setHours] = useState<number>(1);
  const [all, setAll] = useState(false);
  const every = SPANS.find((span) => span.hours === hours)?.every ?? 60_000;
  const { value, fault, reload } = useResource<DomainHistory>(
    `/api/v1/domains/${encodeURIComponent(detail.domain)}/history?hours=${hours}&points=120`,
    { every },
  );
  const targets = useMemo(() => [...detail.targets].sort((one, other) => rank(one) - rank(other)), [troubleOf(detail)]);
  const shown = all || targets.length <= MOST ? targets : targets.slice(0, MOST);
  const agents = useMemo(() => (value === null ? [] : agentsOf(value)), [value]);
  const inputs = useMemo(() => (value === null ? [] : inputsOf(shown, value, agents)), [value, shown]);
  return (
    <section class="block" aria-labelledby="h-latency">
      <div class="head">
        <h2 id="h-latency">Latency, ms</h2>
        <span class="note">one chart a target, one line an agent{value !== null && `, means of ${lasting(value.step_ms)}`}</span>
        <fieldset class="seg push">
          <legend class="vh">Time span</legend>
          {SPANS.map(({ hours: one, words }) => (
            <label key={one}>
              <input type="radio" name="span" checked={hours === one} onChange={() => setHours(one)} />
              {words}
            </label>
          ))}
        </fieldset>
      </div>
      {value === null && fault === null && <Loading what="latencies" />}
      {value === null && fault !== null && <Fault message={fault.message} onRetry={reload} />}
      {value !== null && (
        <div class="card pad">
          {value.series.length === 0 ? (
            <p class="quiet">{value.note === null ? 'No check was reported in this time.' : `No latencies: ${value.note}.`}</p>
          ) : (
            <>
              <div class="charts">
                {inputs.map(({ input, target }) => (
                  <Chart
                    key={targetName(target)}
                    input={input}
                    title={targetName(target)}
                    since={downSince(target, detail, readAt)}
                  />
                ))}
              </div>
              <Key agents={agents} failed={inputs.some(({ input }) => input.chart.failures.length > 0)} />
              {value.note !== null && <p class="quiet small">{value.note}</p>}
              {shown.length < targets.length && (
                <button type="button" class="btn older" onClick={() => setAll(true)}>
                  {`Show all ${plural(targets.length, 'target')}`}
                </button>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

const rank = ({ verdict, held }: TargetDecision): number =>
  verdict === 'down' ? 0 : verdict === 'unknown' || held !== null ? 1 : 2;
const troubleOf = ({ targets }: DomainDetail): string =>
  targets.map((target) => `${target.ip} ${target.port} ${rank(target)}`).join();

/** `drawn`: the target when its chart was; it is what it was, for longer. */
function downSince(drawn: TargetDecision, { targets }: DomainDetail, readAt: number): string | null {
  const target = targets.find(({ ip, port }) => ip === drawn.ip && port === drawn.port);
  return target?.verdict === 'down' ? `down since ${moment(readAt - target.for_ms, readAt)}` : null;
}

function inputsOf(
  targets: readonly TargetDecision[],
  history: DomainHistory,
  agents: readonly string[],
): { input: PlotInput; target: TargetDecision }[] {
  const { times, from, to } = history;
  const charts = targets.map((target): [TargetDecision, TargetChart] => [target, chartOf(targetName(target), history)]);
  const axis = axisOf(charts.map(([, chart]) => chart));
  const lanes = Math.max(0, ...charts.map(([, chart]) => chart.failures.length));
  return charts.map(([target, chart]) => ({ target, input: { chart, times, from, to, axis, agents, lanes } }));
}

function Key({ agents, failed }: { agents: readonly string[]; failed: boolean }) {
  return (
    <div class="key">
      {agents.map((agent, index) => (
        <span key={agent}>
          <LineSwatch place={index} />
          {agent}
        </span>
      ))}
      {failed && (
        <span>
          <Icon name="down" tone="fallback" />
          failed check
        </span>
      )}
    </div>
  );
}
