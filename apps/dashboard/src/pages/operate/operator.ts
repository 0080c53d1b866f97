import { effect, signal } from '@preact/signals';
import { ApiError, get } from '../../api/client.js';
import { operatorToken } from '../../store/tokens.js';

const KEY = 'operator name';

/** Who the operator is, for those who read it later; kept as long as the tab is. */
export const operatorName = signal(window.sessionStorage.getItem(KEY) ?? '');
effect(() => {
  if (operatorName.value === '') window.sessionStorage.removeItem(KEY);
  else window.sessionStorage.setItem(KEY, operatorName.value);
});

/** Why a token is refused, in a sentence; null: it is an operator's. */
export async function refusalOf(token: string): Promise<string | null> {
  try {
    await get('/api/v1/operator', { token });
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) return String(error);
    if (error.status === 403 && error.message.includes('no operator can sign in')) return `${error.message}.`;
    if (error.status === 401 || error.status === 403) return 'The master refuses this token: it is not api.admin_token.';
    return `It could not be checked: ${error.message}.`;
  }
}

export function signOut(): void {
  operatorToken.value = null;
}
