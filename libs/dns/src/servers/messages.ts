import { type DnsServerOptions, type ListenAddress } from '../types.js';

/** What a worker thread is started with. */
export interface WorkerInput {
  worker: number;
  table: SharedArrayBuffer;
  /** COUNTER_SLOTS floats for each worker. */
  counters: SharedArrayBuffer;
  /** Buckets of the rate limiter, if there is one. */
  buckets?: SharedArrayBuffer;
  listen: readonly ListenAddress[];
  options: Omit<DnsServerOptions, 'onFault' | 'listen'>;
}

/** To a worker. */
export type Order = { kind: 'use'; table: SharedArrayBuffer; ticket: number } | { kind: 'close' };

/** From a worker. */
export type Report =
  | { kind: 'bound'; addresses: ListenAddress[] }
  | { kind: 'unbound'; code: string; address: string; port: number; message: string }
  | { kind: 'used'; ticket: number }
  | { kind: 'fault'; message: string };
