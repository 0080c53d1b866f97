import type { Agent, DomainDetail, Override } from '../../api/types.js';
import { lasting, moment } from '../../lib/time.js';
import { Icon } from '../../parts/icon.js';
import { links } from '../../router/links.js';
import { now } from '../../store/clock.js';
import { isLost } from '../../store/live.js';
import { useResource } from '../../store/use-resource.js';
import { queryOf } from './order.js';
import { subjectOf } from './override-subject.js';
import { IN_FORCE } from './words.js';

interface Props {
  overrides: readonly Override[];
  agents: readonly Agent[];
  canAct: boolean;
}

/** Overrides in force: who, why, until when, and what is really the matter under them. The newest first. */
export function InForce({ overrides, agents, canAct }: Props) {
  return (
    <section class="block" aria-label="Overrides in force">
      <div class="card scroll">
        <table class="agents overrides" role="table" aria-label="Overrides in force">
          <thead role="rowgroup">
            <tr role="row">
              {['Target', 'Override', 'Why', 'Ends'].map((title) => (
                <th key={title} role="columnheader" scope="col">
                  {title}
                </th>
              ))}
              <th role="columnheader" scope="col">
                <span class="vh">Action</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {overrides.toReversed().map((one) => (
              <Row key={queryOf({ subject: subjectOf(one), action: 'release' })} override={one} agents={agents} canAct={canAct} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ override, agents, canAct }: { override: Override; agents: readonly Agent[]; canAct: boolean }) {
  const { scope, domain, name, kind, who, reason, since, until } = override;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="c-name">
        {domain !== null ? (
          <a class="mono" href={links.domain(domain)}>
            {domain}
          </a>
        ) : (
          <span class="mono">{name}</span>
        )}
        <small class={name !== null && domain !== null ? 'mono' : ''}>
          {domain !== null ? (name ?? 'every target of it') : scope === 'tag' ? 'every agent with this tag' : 'agent'}
        </small>
      </th>
      <td role="cell" data-label="Override">
        <span class="state">
          <Icon name="pin" />
          {IN_FORCE[kind] ?? kind}
        </span>
        <small>{override.applies ? <Real override={override} agents={agents} /> : 'the config has no such thing any more'}</small>
      </td>
      <td role="cell" data-label="Why" class="c-why">
        {reason}
        <small>{`by ${who}, since ${moment(Date.parse(since), now.value)}`}</small>
      </td>
      <td role="cell" data-label="Ends">
        {until === null
          ? 'never by itself'
          : `${moment(Date.parse(until), now.value)}, in ${lasting(Date.parse(until) - now.value)}`}
      </td>
      <td role="cell" class="num">
        {canAct && !isLost.value && (
          <a class="btn" href={`${links.operate}?${queryOf({ subject: subjectOf(override), action: 'release' })}`}>
            Release…<span class="vh">{` ${domain === null ? name : name === null ? domain : `${name} in ${domain}`}`}</span>
          </a>
        )}
        {canAct && isLost.value && (
          <button type="button" class="btn" disabled>
            Release…
          </button>
        )}
      </td>
    </tr>
  );
}

/** The real state under an override. */
function Real({ override, agents }: { override: Override; agents: readonly Agent[] }) {
  const { scope, name } = override;
  if (override.domain !== null) return <RealTargets domain={override.domain} ip={name} />;
  if (scope === 'tag') {
    const count = agents.filter(({ tags }) => tags.includes(name ?? '')).length;
    return <>{`${count} ${count === 1 ? 'agent has' : 'agents have'} it`}</>;
  }
  const state = agents.find(({ id }) => id === name)?.state;
  return <>{state === undefined ? '' : `really ${state}`}</>;
}

function RealTargets({ domain, ip }: { domain: string; ip: string | null }) {
  const { value } = useResource<DomainDetail>(`/api/v1/domains/${encodeURIComponent(domain)}`, {
    on: (event) => event.domain === domain,
    every: 5000,
  });
  const verdicts = (value?.targets ?? []).filter((target) => ip === null || target.ip === ip).map(({ verdict }) => verdict);
  if (verdicts.length === 0) return <>{'\u00a0'}</>;
  const [first] = verdicts;
  if (verdicts.every((verdict) => verdict === first)) return <>{`really ${first}`}</>;
  return <>{`really ${verdicts.filter((verdict) => verdict === 'up').length} of ${verdicts.length} up`}</>;
}
