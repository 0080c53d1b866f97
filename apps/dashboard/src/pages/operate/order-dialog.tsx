import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../../api/client.js';
import type { Override } from '../../api/types.js';
import { LOSS_WORDS } from '../../lib/losses.js';
import { capitalized } from '../../lib/words.js';
import { Dialog } from '../../parts/dialog.js';
import { now, thisMoment } from '../../store/clock.js';
import { isLost } from '../../store/live.js';
import type { Done } from './done-bar.js';
import { DEFAULT_LENGTH, endOf, farWords, untilWords } from './ends.js';
import { EndsField } from './ends-field.js';
import { KindChoice } from './kind-choice.js';
import { isOverride, nameOf, type Order } from './order.js';
import { besideOf, besideWords, overrideOf } from './override-subject.js';
import { Preview, usePreview } from './preview.js';
import { sendOrder, undoOf } from './send-order.js';
import { buttonWords, doneWords, titleOf } from './words.js';

interface Props {
  asked: Order;
  overrides: readonly Override[];
  onEnd: (done: Done | null) => void;
}

/** An order is read before it is signed: what, why, until when, what the answer will become, and then the button. */
export function OrderDialog({ asked, overrides, onEnd }: Props) {
  const [order, setOrder] = useState(asked);
  const [reason, setReason] = useState('');
  const [choice, setChoice] = useState<string>(DEFAULT_LENGTH);
  const [time, setTime] = useState('');
  const [agreed, setAgreed] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<ApiError | null>(null);
  const [worse, setWorse] = useState(false);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const preview = usePreview(order);
  const isOpen = useRef(true);
  useEffect(() => {
    (first.current ?? why.current)?.focus();
    return () => void (isOpen.current = false);
  }, []);

  const { subject, action } = order;
  const hasEnd = isOverride(action);
  const end = hasEnd ? endOf(choice, time, now.value) : null;
  const until = untilWords(end, now.value);
  const far = farWords(end, now.value);
  const isDangerous = preview.toFallback > 0;
  const name = nameOf(subject);
  const before = overrideOf(subject, overrides);
  const beside = besideOf(subject, overrides);
  const missing = missingOf();
  const act = async (): Promise<void> => {
    if (missing !== null || busy) return;
    setBusy(true);
    setFault(null);
    // What was shown may be some seconds old.
    const toFallback = await preview.toFallbackNow();
    const isWorse = toFallback === null || toFallback > preview.toFallback;
    if (isWorse) {
      setWorse(true);
      setTyped('');
    }
    if (isWorse || !isOpen.current) return setBusy(false);
    try {
      const reply = await sendOrder(order, { reason: reason.trim(), end });
      const text = reply?.text === undefined ? doneWords(order, until) : capitalized(reply.text);
      if (isOpen.current) onEnd({ text, at: thisMoment(), undo: undoOf(order, before, reply) });
    } catch (error) {
      setFault(asApiError(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={titleOf(order)} busy={busy} onClose={() => isOpen.current && onEnd(null)}>
      {isOverride(action) && (
        <KindChoice first={first} subject={subject} chosen={action} onChoose={(kind) => setOrder({ subject, action: kind })} />
      )}
      <div class={hasEnd ? 'grid2' : ''}>
        {before !== undefined && (
          <p class="small soft before">
            {`${hasEnd ? 'In place of' : 'It was set'}: “${before.reason}”, ${before.kind} by ${before.who}.`}
          </p>
        )}
        {action === 'release' && beside.length > 0 && (
          <p class="small soft before">{`What stays in force: ${beside.map(besideWords).join('; ')}.`}</p>
        )}
        <label class="field">
          <span>Why (others will read this)</span>
          <input
            ref={why}
            type="text"
            autofocus={!hasEnd}
            autocomplete="off"
            maxLength={500}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {hasEnd && <EndsField choice={choice} time={time} onChoice={setChoice} onTime={setTime} />}
        {far !== null && (
          <label class="check">
            <input
              type="checkbox"
              checked={agreed === time}
              onChange={(event) => setAgreed(event.currentTarget.checked ? time : null)}
            />
            {`Yes, it shall last ${far}`}
          </label>
        )}
      </div>
      <Preview order={order} preview={preview} />
      {isDangerous && (
        <div class="typed">
          <label class="field">
            <span>
              Type <code>{name}</code>: {LOSS_WORDS[preview.loss ?? 'fallback']}
            </span>
            <input
              type="text"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
        </div>
      )}
      <footer>
        <p id="order-missing" class="small quiet missing" role="status">
          {fault === null ? missing : <span class="wrong">{faultWords(fault)}</span>}
        </p>
        <button type="button" class="btn" disabled={busy} onClick={() => onEnd(null)}>
          Cancel
        </button>
        <button
          type="button"
          class={isDangerous ? 'btn danger' : 'btn main'}
          disabled={missing !== null}
          aria-disabled={busy}
          aria-describedby="order-missing"
          onClick={() => void act()}
        >
          {buttonWords(order, until, preview.loss)}
        </button>
      </footer>
    </Dialog>
  );

  /** What keeps the button from acting; null: nothing does. */
  function missingOf(): string | null {
    if (isLost.value) return 'The connection is lost: this waits until it is back.';
    if (preview.fault !== null)
      return preview.fault.isRefusal ? 'It would be refused.' : 'It cannot be worked out now; trying again.';
    if (preview.pending) return 'Working out what the answer will become.';
    if (action === 'release' && before === undefined) return 'Nothing is to be released: there is no override any more.';
    if (action === 'failback' && preview.changed === 0) return 'Nothing waits to fail back.';
    if (reason.trim() === '') return 'Say why first.';
    if (hasEnd && end === null) return 'Say when it ends: a time to come.';
    if (far !== null && agreed !== time) return `Say that it shall last ${far} first.`;
    if (isDangerous && typed.trim() !== name) return `${worse ? 'Things have changed meanwhile. ' : ''}Type ${name} first.`;
    return null;
  }
}

const faultWords = ({ isRefusal, message }: ApiError): string =>
  isRefusal ? `The master refused: ${message}.` : `It is not known whether it was done (${message}): look at what is in force.`;
