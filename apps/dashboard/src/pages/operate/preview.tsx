import type { ApiError } from '../../api/client.js';
import type { DomainDetail, Finding, Plan, SimulatedDomain, Simulation } from '../../api/types.js';
import { type Loss, lossOf } from '../../lib/losses.js';
import { number, plural } from '../../lib/words.js';
import { Change } from '../../parts/change.js';
import { useResource } from '../../store/use-resource.js';
import { useSimulation } from '../../store/use-simulation.js';
import { Findings } from './findings.js';
import { supposedOf, type Order } from './order.js';

const SHOWN = 5;

export interface Outcome {
  domains: readonly SimulatedDomain[];
  changed: number;
  /** Domains of which no target would be answered. */
  toFallback: number;
  /** What users of the first of them get; null: there is none. */
  loss: Loss | null;
  lints: readonly Finding[];
  fault: ApiError | null;
  /** Not worked out yet for what is asked now. */
  pending: boolean;
  /** How many lose all targets if it is done at this moment; null: that cannot be worked out. */
  toFallbackNow: () => Promise<number | null>;
}

const EVERY_MS = 3000;

/** What an order would bring about: by simulate, or for a reload by the plan of the files on the disk. */
export function usePreview(order: Order): Outcome {
  const supposed = supposedOf(order);
  const every = EVERY_MS;
  const simulated = useSimulation<Simulation>('/api/v1/simulate', supposed && { overrides: [supposed], limit: 50 }, { every });
  const planned = useSimulation<Plan>('/api/v1/config/plan', supposed === null ? { on_disk: true } : null);
  const { fault, pending } = supposed === null ? planned : simulated;
  if (supposed === null) {
    const { domains = [], lints = [] } = planned.value ?? {};
    const toFallbackNow = async () => countToFallback((await planned.again())?.domains);
    const toFallback = countToFallback(domains) ?? 0;
    return { domains, changed: domains.length, toFallback, loss: firstLoss(domains), lints, fault, pending, toFallbackNow };
  }
  const { domains = [], changed = 0, to_fallback: toFallback = 0 } = simulated.value ?? {};
  const toFallbackNow = async () => (await simulated.again())?.to_fallback ?? null;
  const loss = pending || toFallback === 0 ? null : (firstLoss(domains) ?? 'fallback');
  return { domains, changed, toFallback: pending ? 0 : toFallback, loss, lints: [], fault, pending, toFallbackNow };
}

const countToFallback = (domains: readonly SimulatedDomain[] | undefined): number | null =>
  domains?.filter((domain) => lossOf(domain) !== null).length ?? null;

function firstLoss(domains: readonly SimulatedDomain[]): Loss | null {
  for (const domain of domains) {
    const loss = lossOf(domain);
    if (loss !== null) return loss;
  }
  return null;
}

export function Preview({ order, preview }: { order: Order; preview: Outcome }) {
  const { domains, changed, fault, pending, lints } = preview;
  const { subject } = order;
  const single = subject.scope === 'target' || subject.scope === 'domain';
  return (
    <div class="preview" aria-busy={pending}>
      <h3>{single ? 'What the answer will become' : 'What the answers will become'}</h3>
      <div aria-live="polite">
        {fault !== null ? (
          <>
            <p class="wrong">{`${fault.message}.`}</p>
            <Findings findings={fault.problem?.faults ?? []} />
          </>
        ) : pending && domains.length === 0 ? (
          <p class="soft small waits">Working it out…</p>
        ) : changed === 0 ? (
          <Stays order={order} />
        ) : (
          <div class={pending ? 'pending' : ''}>
            {domains.slice(0, SHOWN).map((domain) => (
              <Change key={domain.domain} domain={domain} titled={!single} />
            ))}
            {changed > SHOWN && <p class="small quiet">{`${number(changed - SHOWN)} more change, none of them worse.`}</p>}
            {single && domains[0] && <Warning domain={domains[0]} />}
          </div>
        )}
        {lints.length > 0 && <h4 class="lints">{plural(lints.length, 'warning')}</h4>}
        <Findings findings={lints} />
      </div>
    </div>
  );
}

function Stays({ order: { subject } }: { order: Order }) {
  const name = subject.scope === 'target' || subject.scope === 'domain' ? subject.domain : null;
  const { value } = useResource<DomainDetail>(name === null ? null : `/api/v1/domains/${encodeURIComponent(name)}`);
  return (
    <p class="soft">
      {value === null
        ? 'No answer changes.'
        : `Nothing: ${value.domain} goes on answering ${value.addresses.join(', ') || 'no address'}.`}
    </p>
  );
}

/** The next failure would reach users. */
function Warning({ domain: { now, then } }: { domain: SimulatedDomain }) {
  const [only, second] = then?.addresses ?? [];
  // One that is drained, or of a lower priority, would take over.
  if (then !== null && !then.reason.startsWith('1 of ')) return null;
  if (then?.source !== 'targets' || only === undefined || second !== undefined || (now?.addresses.length ?? 0) < 2) return null;
  return (
    <p class="last-one">
      <b>One address is left.</b> {`If ${only} fails too, none is up.`}
    </p>
  );
}
