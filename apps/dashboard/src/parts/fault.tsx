/** What failed and what that means; it is tried again anyway. */
export function Fault({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div class="card">
      <div class="empty" role="alert">
        <h2>This could not be loaded.</h2>
        <p class="soft">
          The master says: <b>{message}</b>. DNS is not affected by this page.
        </p>
        <div class="btns">
          <button type="button" class="btn" onClick={onRetry}>
            Try now
          </button>
        </div>
      </div>
    </div>
  );
}
