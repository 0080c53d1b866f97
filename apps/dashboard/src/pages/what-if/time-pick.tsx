import { useState } from 'preact/hooks';
import { secondsOf, timeWords, type Question } from './question.js';

const STEPS = [0, 60, 600] as const;

export function TimePick({ question: { after, lost }, onChange }: { question: Question; onChange: (after: number) => void }) {
  const [typing, setTyping] = useState(false);
  const other = typing || !STEPS.some((step) => step === after);
  return (
    <div class="grp" role="group" aria-label="And this much time passes">
      <h2>And this much time passes</h2>
      <div class="seg" role="radiogroup" aria-label="Time that passes">
        {STEPS.map((step) => (
          <label key={step}>
            <input
              type="radio"
              name="after"
              checked={!other && after === step}
              onChange={() => {
                setTyping(false);
                onChange(step);
              }}
            />
            {step === 0 ? 'none' : timeWords(step)}
          </label>
        ))}
        <label>
          <input type="radio" name="after" checked={other} onChange={() => setTyping(true)} />
          other
        </label>
      </div>
      {other && <OtherTime after={after} onChange={onChange} />}
      {lost.length > 0 && after === 0 && (
        <p class="small quiet hint">What a lost agent said last counts until it times out: let time pass to see that.</p>
      )}
    </div>
  );
}

function OtherTime({ after, onChange }: { after: number; onChange: (after: number) => void }) {
  const [text, setText] = useState(after === 0 ? '' : timeWords(after));
  const wrong = text.trim() !== '' && secondsOf(text) === null;
  const type = (typed: string): void => {
    setText(typed);
    const seconds = secondsOf(typed);
    if (seconds !== null) onChange(seconds);
  };
  return (
    <div class="field other-time">
      <label for="after">How much, such as 90s, 5m or 2h</label>
      <input
        id="after"
        type="text"
        autocomplete="off"
        value={text}
        aria-invalid={wrong}
        aria-describedby="after-fault"
        onInput={(event) => type(event.currentTarget.value)}
      />
      <p id="after-fault" class="wrong">
        {wrong && 'Write a number and its unit, s, m, h or d; a year at most. '}
        {(wrong || text.trim() === '') && after > 0 && `Still ${timeWords(after)}.`}
      </p>
    </div>
  );
}
