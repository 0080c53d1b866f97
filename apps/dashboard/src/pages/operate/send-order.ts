import { ApiError, get, send } from '../../api/client.js';
import type { Override, OverrideRequest, Overrides, Reload } from '../../api/types.js';
import { isOverride, routeOf, type Order, type Subject } from './order.js';
import type { End } from './ends.js';
import { operatorName } from './operator.js';
import { overrideOf } from './override-subject.js';

export interface Words {
  reason: string;
  end: End | null;
}

/** What the master says to an order: how a reload went, the override that is in force now, or nothing. */
type Reply = Partial<Pick<Reload, 'text'>> & Partial<Override>;

export function sendOrder(order: Order, { reason, end }: Words): Promise<Reply | undefined> {
  const { method, path } = routeOf(order);
  const said = { reason, who: operatorName.peek().trim() || 'operator' };
  const body = isOverride(order.action) ? { kind: order.action, ...said, ...end?.body } : said;
  return send(method, path, body);
}

/**
 * How an order is taken back: what was in force before is again, unless somebody ordered otherwise since; null: it cannot be. `left`:
 * what the order put in force.
 */
export function undoOf(order: Order, before: Override | undefined, left: Reply | undefined): (() => Promise<unknown>) | null {
  const undo = undoing(order, before);
  return undo && (() => standsStill(order.subject, left).then(undo));
}

async function standsStill(subject: Subject, left: Reply | undefined): Promise<void> {
  const { overrides } = await get<Overrides>('/api/v1/overrides');
  const standing = overrideOf(subject, overrides);
  if (standing?.since === left?.since && standing?.who === left?.who && standing?.kind === left?.kind) return;
  throw new ApiError(
    0,
    standing === undefined ? 'it is not in force any more' : `${standing.who} has set another override since`,
  );
}

function undoing({ subject, action }: Order, before: Override | undefined): (() => Promise<unknown>) | null {
  if (action !== 'release' && !isOverride(action)) return null;
  if (before === undefined) {
    if (action === 'release') return null;
    return () => sendOrder({ subject, action: 'release' }, { reason: 'undone', end: null });
  }
  const { kind, who, reason, until } = before;
  const body: OverrideRequest = {
    kind: kind as OverrideRequest['kind'],
    who,
    reason,
    ...(until === null ? { permanent: true } : { until }),
  };
  return () => send('PUT', routeOf({ subject, action: body.kind }).path, body);
}
