import type { RefObject } from 'preact';
import { kindsOf, type Kind, type Subject } from './order.js';
import { CHOICES, meaningOf } from './words.js';

interface Props {
  first: RefObject<HTMLInputElement | null>;
  subject: Subject;
  chosen: Kind;
  onChoose: (kind: Kind) => void;
}

export function KindChoice({ first, subject, chosen, onChoose }: Props) {
  return (
    <div class="choice" role="radiogroup" aria-label="What to do">
      {kindsOf(subject).map((kind) => (
        <label key={kind}>
          <input
            ref={kind === chosen ? first : null}
            type="radio"
            name="kind"
            autofocus={kind === chosen}
            checked={kind === chosen}
            onChange={() => onChoose(kind)}
          />
          <b>{CHOICES[kind].title}</b>
          <small>{meaningOf(kind, subject)}</small>
        </label>
      ))}
    </div>
  );
}
