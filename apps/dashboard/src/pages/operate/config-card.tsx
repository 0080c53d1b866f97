import { useState } from 'preact/hooks';
import { type ApiError, asApiError, send } from '../../api/client.js';
import type { Plan } from '../../api/types.js';
import { moment } from '../../lib/time.js';
import { links } from '../../router/links.js';
import { useKeys } from '../../shell/keys.js';
import { Told } from '../../parts/told.js';
import { now } from '../../store/clock.js';
import { isLost } from '../../store/live.js';
import { overview } from '../../store/overview.js';
import { PlanResult, planSentence } from './plan-result.js';

interface Planned {
  text: string;
  plan: Plan | null;
  fault: ApiError | null;
}

/** What another config would change. It is never applied from here. */
export function ConfigCard() {
  const [text, setText] = useState('');
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [busy, setBusy] = useState(false);
  useKeys(text.trim() === '' ? {} : { Escape: () => undefined }); // a page that was left would forget what was pasted
  const config = overview.value?.config;
  const plan = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      setPlanned({ text, plan: await send<Plan>('POST', '/api/v1/config/plan', { config: text }), fault: null });
    } catch (error) {
      setPlanned({ text, plan: null, fault: asApiError(error) });
    }
    setBusy(false);
  };
  return (
    <section>
      <div class="head">
        <h2>Config</h2>
        {config && (
          <span class="note">
            <code>{config.version.slice(0, 7)}</code> {`in force since ${moment(Date.parse(config.loaded_at), now.value)}`}
          </span>
        )}
      </div>
      <div class="card pad">
        <label class="field">
          <span>Paste a config to see what it would change. It is not applied.</span>
          <textarea rows={8} spellcheck={false} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <div class="btns block">
          <button
            type="button"
            class="btn"
            disabled={text.trim() === '' || isLost.value}
            aria-disabled={busy}
            onClick={() => void plan()}
          >
            Plan it
          </button>
          {isLost.value ? (
            <button type="button" class="btn" disabled>
              Reload from disk…
            </button>
          ) : (
            <a class="btn" href={`${links.operate}?do=reload`}>
              Reload from disk…
            </a>
          )}
        </div>
        <Told text={planned === null ? '' : planSentence(planned)} />
        {planned !== null && <PlanResult {...planned} />}
      </div>
    </section>
  );
}
