import { CopyButton } from '../../parts/copy.js';
import { commandOf, isEmpty, type Question } from './question.js';

export function PickButtons({ question, onReset }: { question: Question; onReset: () => void }) {
  return (
    <div class="grp">
      <div class="btns bare">
        <button type="button" class="btn" onClick={onReset} aria-disabled={isEmpty(question)}>
          Start over
        </button>
        <CopyButton text={commandOf(question)} words="Copy as command" />
      </div>
    </div>
  );
}
