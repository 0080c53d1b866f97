import { type ChildProcess } from 'node:child_process';

/** Every domain has two targets of these sixteen, which a listener on loopback keeps up. */
export const TARGET_PORT = 18_443;
export const targetsOf = (index: number): [string, string] => [
  `127.0.1.${1 + (index % 16)}`,
  `127.0.1.${1 + ((index + 1) % 16)}`,
];
export const TARGETS: readonly string[] = Array.from({ length: 16 }, (_, index) => `127.0.1.${1 + index}`);

/** A server to measure. A new one is a file and a row in `peers.ts`. */
export interface Peer {
  name: string;
  port: number;
  /** Writes its config for so many names into `folder` and starts it; the process that answers DNS. */
  start(folder: string, names: number): ChildProcess;
  /** Seconds that it may take until it answers. */
  patience(names: number): number;
}
