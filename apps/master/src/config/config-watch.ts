import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Reload } from './reload.js';

const LOOK_MS = 500;

/**
 * Reloads when the config's files change. It looks instead of being told: that also sees a file that was replaced, a link that leads
 * elsewhere (a Kubernetes ConfigMap), and file systems that tell nobody. What still changes between two looks is left to settle.
 */
@Injectable()
export class ConfigWatch implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private before: string | undefined;
  private isClosing = false;

  constructor(private readonly reload: Reload) {}

  /** Watches the files that the config in force was read from; as they are now. */
  async start(files: readonly string[]): Promise<void> {
    this.reload.follow(files);
    await this.reload.look();
    this.arm();
  }

  onApplicationShutdown(): void {
    this.isClosing = true;
    clearTimeout(this.timer);
  }

  /** One look. */
  async look(): Promise<void> {
    const { now, read } = await this.reload.look();
    const isSettled = now === this.before;
    this.before = now;
    if (now !== read && isSettled) await this.reload.run('a change of the file');
  }

  private arm(): void {
    if (this.isClosing) return;
    this.timer = setTimeout(() => void this.look().finally(() => this.arm()), LOOK_MS);
    this.timer.unref();
  }
}
