import '../../css/domain.css';
import { useEffect } from 'preact/hooks';
import type { DomainDetail, State } from '../../api/types.js';
import { Age } from '../../parts/age.js';
import { Fault } from '../../parts/fault.js';
import { Loading } from '../../parts/loading.js';
import { Stale } from '../../parts/stale.js';
import { StateMark } from '../../parts/state-mark.js';
import { links } from '../../router/links.js';
import { domainOf } from '../../router/links.js';
import { navigate, path } from '../../router/router.js';
import { announce } from '../../shell/announcer.js';
import { useKeys } from '../../shell/keys.js';
import { useTitle } from '../../shell/title.js';
import { DecisionCard } from './decision-card.js';
import { LatencySection } from './latency-section.js';
import { MatrixSection } from './matrix-section.js';
import { NoDomain } from './no-domain.js';
import { ProofSection } from './proof-section.js';
import { SpeedSection } from './speed-section.js';
import { StripSection } from './strip-section.js';
import { TimelineSection } from './timeline-section.js';
import { useDetail } from './use-detail.js';

/** One domain: what is answered, who says what, what happened, and why. */
export function DomainPage() {
  const name = domainOf(path.value) ?? '';
  return <NamedDomain key={name} name={name} />;
}

function NamedDomain({ name }: { name: string }) {
  const { detail, fault, reload, row, isMissing, readAt } = useDetail(name);
  const state = row?.state ?? detail?.state;
  useTitle(state === undefined ? name : `${name} ${state}`);
  useEffect(() => {
    if (state !== undefined) announce(`${name} is ${state}`);
  }, [state]);
  useKeys({
    e: () => document.getElementById('explain')?.scrollIntoView(),
    w: () => navigate(`${links.whatIf}?find=${encodeURIComponent(name)}`),
  });
  if (isMissing || fault?.status === 404) return <NoDomain name={name} />;
  if (detail === null)
    return (
      <>
        <div class="title">
          <h1>{name}</h1>
        </div>
        <div class="block">{fault === null ? <Loading what={name} /> : <Fault message={fault.message} onRetry={reload} />}</div>
      </>
    );
  return (
    <>
      {fault !== null && <Stale message={fault.message} />}
      <Title detail={detail} />
      <DecisionCard detail={detail} />
      <MatrixSection detail={detail} readAt={readAt} />
      {row !== undefined && <StripSection day={row} />}
      <div class="two">
        <div>
          <TimelineSection name={detail.domain} />
          <SpeedSection bound={detail.bound} measured={detail.measured} />
        </div>
        <ProofSection detail={detail} />
      </div>
      <LatencySection detail={detail} readAt={readAt} />
    </>
  );
}

function Title({ detail }: { detail: DomainDetail }) {
  const { domain, zone, state, since, policy, check, targets } = detail;
  const ports = [...new Set(targets.flatMap(({ port }) => port ?? []))];
  const port = ports.length === 1 ? ` :${ports[0]}` : '';
  return (
    <>
      <p class="crumb">
        <a href={links.overview}>Overview</a> / <a href={`${links.overview}?zone=${encodeURIComponent(zone)}`}>{zone}</a>
      </p>
      <div class="title">
        <h1>{domain}</h1>
        <StateMark state={state as State} badge />
        <span class="soft">
          for <Age at={since} bare />
        </span>
        <span class="tag">{check.quorum === null ? policy : `${policy} ${check.quorum}`}</span>
        <span class="tag">{`${check.types.join(' + ')}${port}`}</span>
      </div>
    </>
  );
}
