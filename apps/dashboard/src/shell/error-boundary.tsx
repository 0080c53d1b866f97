import { Component, type ComponentChildren } from 'preact';

/** A bug in one page leaves the others usable. Remounted by its `key` when another page is opened. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static override getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div class="card">
        <div class="empty" role="alert">
          <h1>This page has a fault.</h1>
          <p class="soft">
            DNS is not affected. Reload the page; if it comes again, report this: <code>{error.message}</code>
          </p>
          <div class="btns">
            <button type="button" class="btn" onClick={() => window.location.reload()}>
              Reload
            </button>
          </div>
        </div>
      </div>
    );
  }
}
