import { Worker } from 'node:worker_threads';
import { type ListenAddress } from '../types.js';
import { workerEntry } from './entry.js';
import { type Order, type Report, type WorkerInput } from './messages.js';

/** A socket that could not be bound. */
export class BindError extends Error {
  readonly code: string;
  readonly address: string;
  readonly port: number;

  constructor({ code, address, port, message }: { code: string; address: string; port: number; message: string }) {
    super(message);
    this.name = 'BindError';
    this.code = code;
    this.address = address;
    this.port = port;
  }
}

export interface WorkerEvents {
  onFault: (message: string) => void;
  /** The thread ended without having been asked to. */
  onDeath: (reason: string) => void;
}

/** One worker thread, seen from the main thread. */
export class WorkerHandle {
  /** Resolves with what was bound. Rejects with BindError, or with the reason of a death before that. */
  readonly bound: Promise<ListenAddress[]>;
  private readonly thread: Worker;
  private readonly tickets = new Map<number, () => void>();
  private lastTicket = 0;
  private isClosing = false;
  private isDead = false;

  constructor(input: WorkerInput, events: WorkerEvents) {
    this.thread = new Worker(workerEntry(import.meta.url), { workerData: input, execArgv: [] });
    let reason = '';
    this.thread.on('error', (error) => (reason = error instanceof Error ? (error.stack ?? error.message) : String(error)));
    this.bound = new Promise((resolve, reject) => {
      this.thread.on('message', (report: Report) => {
        switch (report.kind) {
          case 'bound':
            return resolve(report.addresses);
          case 'unbound':
            return reject(new BindError(report));
          case 'used':
            this.tickets.get(report.ticket)?.();
            return void this.tickets.delete(report.ticket);
          case 'fault':
            return events.onFault(report.message);
        }
      });
      this.thread.on('exit', (code) => {
        this.isDead = true;
        for (const done of this.tickets.values()) done();
        this.tickets.clear();
        const text = reason || `exit code ${code}`;
        reject(new Error(`the thread died before it was ready: ${text}`));
        if (!this.isClosing) events.onDeath(text);
      });
    });
  }

  /** Resolves when every query that this worker takes from now on is answered from `table`, or when it is dead. */
  use(table: SharedArrayBuffer): Promise<void> {
    if (this.isDead) return Promise.resolve();
    const ticket = ++this.lastTicket;
    return new Promise((resolve) => {
      this.tickets.set(ticket, resolve);
      this.order({ kind: 'use', table, ticket });
    });
  }

  /** Ends the thread within `ms`. */
  async close(ms: number): Promise<void> {
    this.isClosing = true;
    if (this.isDead) return;
    const gone = new Promise<void>((resolve) => this.thread.once('exit', () => resolve()));
    this.order({ kind: 'close' });
    const timer = setTimeout(() => void this.thread.terminate(), ms);
    await gone;
    clearTimeout(timer);
  }

  private order(order: Order): void {
    this.thread.postMessage(order);
  }
}
