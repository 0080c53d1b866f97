import { type ServerConfig } from '../config/sections.js';
import { type Task } from './task.js';

const keyOf = ({ url, tags }: ServerConfig): string => JSON.stringify([url, tags]);

/** What each master gave last: a config that is read anew goes on with it until the master gives more. */
export class LastTasks {
  readonly #given = new Map<string, Task[]>();

  keep(server: ServerConfig, tasks: Task[]): void {
    this.#given.set(keyOf(server), tasks);
  }

  /** undefined: it has given none. */
  of(server: ServerConfig): Task[] | undefined {
    return this.#given.get(keyOf(server));
  }
}
