import { useTitle } from '../shell/title.js';

export function NoPage() {
  useTitle('No such page');
  return (
    <div class="card">
      <div class="empty">
        <h1>There is no page here.</h1>
        <p class="soft">
          <a href="/">To the overview</a>
        </p>
      </div>
    </div>
  );
}
