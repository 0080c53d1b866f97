const LOOK_MS = 500;

/** What files look like now, and what they looked like when they were read. */
export interface Look {
  now: string;
  read: string;
}

/**
 * Calls `changed` when a config's files change. It looks instead of being told: that also sees a file that was replaced, a link that leads
 * elsewhere (a Kubernetes ConfigMap), and file systems that tell nobody. What still changes between two looks is left to settle.
 */
export class FileWatch {
  private timer: NodeJS.Timeout | undefined;
  private before: string | undefined;
  private isStopped = false;

  /** Neither may reject. */
  constructor(
    private readonly look: () => Promise<Look>,
    private readonly changed: () => Promise<unknown>,
  ) {}

  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.once().finally(() => this.start()), LOOK_MS);
    this.timer.unref();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async once(): Promise<void> {
    const { now, read } = await this.look();
    const isSettled = now === this.before;
    this.before = now;
    if (now !== read && isSettled) await this.changed();
  }
}
