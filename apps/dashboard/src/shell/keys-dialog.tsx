import { Dialog } from '../parts/dialog.js';
import { setSingleKeys, singleKeys } from './keys.js';

const LIST = [
  ['/', 'search'],
  ['j  k  ↓  ↑', 'next, previous row'],
  ['Enter', 'open'],
  ['n', 'next domain in trouble'],
  ['e', 'why: the proof'],
  ['w', 'what if, from here'],
  ['g then o a w p', 'Overview, Agents, What if, Operate'],
  ['t', 'theme'],
  ['Esc', 'clear, close, back'],
  ['?', 'this list'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div>
        <dl class="keys">
          {LIST.map(([keys, words]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <label class="check">
          <input type="checkbox" checked={singleKeys.value} onChange={(event) => setSingleKeys(event.currentTarget.checked)} />
          Single keys act
        </label>
      </div>
    </Dialog>
  );
}
