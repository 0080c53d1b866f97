import { useMemo } from 'preact/hooks';
import { Fault } from '../../parts/fault.js';
import { Loading } from '../../parts/loading.js';
import { Stale } from '../../parts/stale.js';
import { query } from '../../router/router.js';
import { rows, rowsLoaded } from '../../store/domains.js';
import { overview, readFault } from '../../store/overview.js';
import { readAll } from '../../store/start.js';
import { NoAgents, NoDomains, NoMatch } from './empties.js';
import { filterOf, matches } from './filter.js';
import { Causes, Headline, Latest } from './first-screen.js';
import { DomainList } from './list.js';
import { sorted, sortOf } from './sort.js';
import { Toolbar } from './toolbar.js';

/** Is it real and how bad, what is behind it, and every domain in a row. */
export function OverviewPage() {
  const known = overview.value;
  if (!rowsLoaded.value || known === null) {
    const fault = readFault.value;
    return (
      <>
        <h1 class="vh">Overview</h1>
        {fault === null ? <Loading what="domains" /> : <Fault message={fault} onRetry={readAll} />}
      </>
    );
  }
  const { active, suspect, lost } = known.agents;
  return (
    <>
      {readFault.value !== null && <Stale message={readFault.value} />}
      <div class="first">
        <Headline />
        <Causes causes={known.causes} />
        <Latest events={known.latest} />
      </div>
      {rows.value.length > 0 && active + suspect + lost === 0 && <NoAgents />}
      {rows.value.length === 0 ? <NoDomains /> : <Domains />}
    </>
  );
}

function Domains() {
  const asked = query.value;
  const filter = filterOf(asked);
  const sort = sortOf(asked);
  const causes = overview.value?.causes ?? [];
  const question = asked.toString();
  const shown = useMemo(
    () => sorted(rows.value.filter(matches(filter, causes)), sort),
    [rows.value, question, filter.cause === null ? null : causes],
  );
  return (
    <>
      <Toolbar filter={filter} zones={overview.value?.zones ?? []} />
      {shown.length === 0 ? (
        <NoMatch filter={filter} trouble={causes.length > 0} />
      ) : (
        <DomainList rows={shown} sort={sort} question={question} />
      )}
    </>
  );
}
