import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reload } from '../config/reload.js';
import { Readiness } from './readiness.js';

/** Tells who asks whether the master is ready that an older config than the file's is in force. */
@Injectable()
export class ReloadNote implements OnModuleInit {
  constructor(
    private readonly reload: Reload,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness.note('config', null);
    this.reload.onReload(({ refused, text }) => {
      const since = this.reload.loadedAt.toISOString();
      this.readiness.note('config', refused === null ? null : `${text}; the config of ${since} is in force`);
    });
  }
}
