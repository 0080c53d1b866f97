import { now } from '../../store/clock.js';
import { AT_A_TIME, fieldTime, LENGTHS, NEVER, timeWords } from './ends.js';

interface Props {
  choice: string;
  time: string;
  onChoice: (choice: string) => void;
  onTime: (time: string) => void;
}

export function EndsField({ choice, time, onChoice, onTime }: Props) {
  const choose = (chosen: string): void => {
    onChoice(chosen);
    if (chosen === AT_A_TIME && time === '') onTime(fieldTime(now.peek() + 3_600_000));
  };
  return (
    <div class="field">
      <label for="ends">Ends</label>
      <select id="ends" value={choice} onChange={(event) => choose(event.currentTarget.value)}>
        {LENGTHS.map(({ key, ms, words }) => (
          <option key={key} value={key}>{`${words}, ${timeWords(now.value + ms, now.value)}`}</option>
        ))}
        <option value={AT_A_TIME}>at a time…</option>
        <option value={NEVER}>never by itself</option>
      </select>
      {choice === AT_A_TIME && (
        <input
          type="datetime-local"
          class="at"
          aria-label="Ends at"
          value={time}
          onInput={(event) => onTime(event.currentTarget.value)}
        />
      )}
      {choice === NEVER && <p class="small soft">It stays until somebody releases it.</p>}
    </div>
  );
}
