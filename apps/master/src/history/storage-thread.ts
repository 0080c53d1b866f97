import { Worker } from 'node:worker_threads';
import { threadEntry } from './entry.js';
import { type Ask, type Reply, type RequestName, type Requests, type StorageFault } from './messages.js';

/** Something that the storage thread could not do. */
export class StorageError extends Error {
  constructor({ message }: Pick<StorageFault, 'message'>) {
    super(message);
  }
}

/** The storage thread as seen from the main thread, which a slow disk must never block. */
export class StorageThread {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: StorageError) => void }>();
  private lastId = 0;
  private reason = 'it ended';
  private isDead = false;

  constructor(path: string, onDeath: (reason: string) => void) {
    this.thread = new Worker(threadEntry(import.meta.url), { workerData: { path }, execArgv: [] });
    this.thread.unref();
    this.thread.on('message', (reply: Reply) => this.settle(reply));
    this.thread.on('error', (error) => (this.reason = error instanceof Error ? error.message : String(error)));
    this.thread.on('exit', () => {
      this.isDead = true;
      const error = new StorageError({ message: `the storage thread died (${this.reason})` });
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
      onDeath(error.message);
    });
  }

  /** Rejects with StorageError. */
  ask<Name extends RequestName>(name: Name, value: Requests[Name]['ask']): Promise<Requests[Name]['reply']> {
    if (this.isDead) return Promise.reject(new StorageError({ message: 'the storage thread is dead' }));
    const { promise, resolve, reject } = Promise.withResolvers<Requests[Name]['reply']>();
    const id = ++this.lastId;
    this.waiting.set(id, { resolve, reject });
    this.thread.postMessage({ id, name, value } as Ask);
    return promise;
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }

  private settle(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('fault' in reply) waiting?.reject(new StorageError(reply.fault));
    else waiting?.resolve(reply.value as never);
  }
}
