import { send } from '../../api/client.js';
import type { Override, OverrideRequest, Reload } from '../../api/types.js';
import { isOverride, routeOf, type Order } from './order.js';
import type { End } from './ends.js';
import { operatorName } from './operator.js';

export interface Words {
  reason: string;
  end: End | null;
}

/** Carries an order out; the reply to a reload says what came of it. */
export function sendOrder(order: Order, { reason, end }: Words): Promise<Reload | undefined> {
  const { method, path } = routeOf(order);
  const said = { reason, who: operatorName.peek().trim() || 'operator' };
  const body = isOverride(order.action) ? { kind: order.action, ...said, ...end?.body } : said;
  return send(method, path, body);
}

/** How an order is taken back: what was in force before is again; null: it cannot be. */
export function undoOf(order: Order, before: Override | undefined): (() => Promise<unknown>) | null {
  const { subject, action } = order;
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
