import { FileWatch } from '@failover-dns/config';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Reload } from './reload.js';
import { dropLeftOvers } from './trial-files.js';

/** Reloads when the config's files change. */
@Injectable()
export class ConfigWatch implements OnApplicationShutdown {
  private readonly watch = new FileWatch(
    () => this.reload.look(),
    () => this.reload.run('a change of the file'),
  );

  constructor(private readonly reload: Reload) {}

  /** Watches the files that the config in force was read from; as they are now. */
  async start(files: readonly string[]): Promise<void> {
    this.reload.follow(files);
    await this.reload.look();
    this.watch.start();
    await dropLeftOvers(files);
  }

  onApplicationShutdown(): void {
    this.watch.stop();
  }
}
