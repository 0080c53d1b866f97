import '../../css/operate.css';
import { useEffect, useState } from 'preact/hooks';
import type { Agents, Overrides } from '../../api/types.js';
import { plural } from '../../lib/words.js';
import { Fault } from '../../parts/fault.js';
import { links } from '../../router/links.js';
import { navigate, query } from '../../router/router.js';
import { keepFocus } from '../../shell/focus.js';
import { useTitle } from '../../shell/title.js';
import { overview } from '../../store/overview.js';
import { operatorToken } from '../../store/tokens.js';
import { useResource } from '../../store/use-resource.js';
import { BrakeNotice } from './brake-notice.js';
import { ConfigCard } from './config-card.js';
import { DoneBar, type Done } from './done-bar.js';
import { InForce } from './in-force.js';
import { OrderDialog } from './order-dialog.js';
import { operatorName, refusalOf, signOut } from './operator.js';
import { orderOf } from './order.js';
import { RefusedNotice } from './refused-notice.js';
import { SubjectCard } from './subject-card.js';
import { Unlock } from './unlock.js';

const TELLING = ['override', 'release', 'reload'];

/** What operators do: each order shows its answer first. Locked until there is a token. */
export function OperatePage() {
  const overrides = useResource<Overrides>('/api/v1/overrides', { on: ({ kind }) => TELLING.includes(kind), every: 10_000 });
  const agents = useResource<Agents>('/api/v1/agents', { on: ({ kind }) => kind === 'agent', every: 10_000 });
  const [done, setDone] = useState<Done | null>(null);
  useTitle('Operate');
  useEffect(lookAtToken, []);
  const locked = operatorToken.value === null;
  const list = overrides.value?.overrides ?? [];
  const order = orderOf(query.value);
  const finish = (what: Done | null): void => {
    navigate(links.operate, { replace: true });
    if (what === null) return lookAtToken();
    setDone(what);
    overrides.reload();
  };
  return (
    <>
      <h1>{headline(list.length, overview.value?.brake != null, overrides.value !== null)}</h1>
      {locked ? <LockedWords /> : <SignedIn />}
      {locked && <Unlock />}
      <RefusedNotice />
      <BrakeNotice canAct={!locked} />
      {overrides.fault !== null && overrides.value === null && (
        <Fault message={overrides.fault.message} onRetry={overrides.reload} />
      )}
      {list.length > 0 && <InForce overrides={list} agents={agents.value?.agents ?? []} canAct={!locked} />}
      {!locked && (
        <div class="ops block">
          <SubjectCard agents={agents.value?.agents ?? []} />
          <ConfigCard />
        </div>
      )}
      {!locked && order !== null && <OrderDialog key={query.value.toString()} asked={order} overrides={list} onEnd={finish} />}
      {done !== null && <DoneBar key={done.at} done={done} onUndone={overrides.reload} onGone={() => setDone(null)} />}
    </>
  );
}

/** A token of an earlier look may not be right any more. */
function lookAtToken(): void {
  const token = operatorToken.peek();
  if (token !== null) void refusalOf(token).then((why) => why?.startsWith('The master refuses') && signOut());
}

function headline(count: number, brake: boolean, isRead: boolean): string {
  if (!isRead) return 'Operate';
  const overrides =
    count === 0 ? 'no override is in force' : `${plural(count, 'override')} ${count === 1 ? 'is' : 'are'} in force`;
  const text = brake ? `The brake is on, ${overrides}.` : `${overrides}.`;
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

const LockedWords = () => (
  <p class="lede">
    {overview.value?.master.operators === false
      ? 'Nobody can operate this master: api.admin_token is not set in its config.'
      : 'Locked: what users are answered can be changed with an operator’s token.'}
  </p>
);

const leave = (): void => {
  signOut();
  keepFocus();
};

const SignedIn = () => (
  <p class="lede">
    {`You are signed in as ${operatorName.value.trim() || 'operator'}. The token stays in this tab and goes when it closes. `}
    <button type="button" class="btn plain inline" onClick={leave}>
      Sign out
    </button>
  </p>
);
