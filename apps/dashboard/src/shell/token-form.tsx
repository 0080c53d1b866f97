import { batch } from '@preact/signals';
import { useState } from 'preact/hooks';
import { ApiError, get } from '../api/client.js';
import { TokenField } from '../parts/token-field.js';
import { keepFocus } from './focus.js';
import { needsToken, operatorToken, viewerToken } from '../store/tokens.js';

/** Where the master asks readers for a token. */
export function TokenForm() {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const token = text.trim();
      await get('/api/v1/overview', { token });
      batch(() => {
        // One that the master has just refused would be sent before this one.
        operatorToken.value = null;
        viewerToken.value = token;
        needsToken.value = false;
      });
      keepFocus();
    } catch (error) {
      if (!(error instanceof ApiError)) setFault(String(error));
      else setFault(error.status === 401 ? 'The master does not know this token.' : `It could not be checked: ${error.message}.`);
    }
  };
  return (
    <form class="card empty" onSubmit={(event) => void submit(event)}>
      <h1>This master asks for a token.</h1>
      <p class="soft">
        It is <code>api.viewer_token</code> of its config, or an operator’s token. Kept until this tab is closed.
      </p>
      <TokenField id="viewer-token" label="Token" text={text} fault={fault} onText={setText} />
      <div class="btns">
        <button class="btn main" disabled={text === ''}>
          Read this master
        </button>
      </div>
    </form>
  );
}
