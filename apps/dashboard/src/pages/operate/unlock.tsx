import { useState } from 'preact/hooks';
import { TokenField } from '../../parts/token-field.js';
import { keepFocus } from '../../shell/focus.js';
import { isLost } from '../../store/live.js';
import { operatorToken } from '../../store/tokens.js';
import { operatorName, refusalOf } from './operator.js';

/** Nothing can be done until a token stands here that the master takes. */
export function Unlock() {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const why = await refusalOf(text.trim());
    setBusy(false);
    setRefusal(why);
    if (why !== null) return;
    operatorToken.value = text.trim();
    keepFocus();
  };
  return (
    <form class="card pad unlock" aria-label="Sign in as an operator" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for="operator-name">Your name (others will read it beside what you do)</label>
        <input
          id="operator-name"
          type="text"
          autocomplete="off"
          maxLength={64}
          placeholder="operator"
          value={operatorName.value}
          onInput={(event) => (operatorName.value = event.currentTarget.value)}
        />
      </div>
      <TokenField
        id="operator-token"
        label={
          <>
            Operator’s token, <code>api.admin_token</code> of the master’s config
          </>
        }
        text={text}
        fault={refusal}
        onText={setText}
        note="It is kept in this tab’s session storage and goes when the tab closes."
      />
      <div class="btns">
        <button class="btn main" disabled={text.trim() === '' || isLost.value} aria-disabled={busy}>
          Unlock
        </button>
      </div>
    </form>
  );
}
