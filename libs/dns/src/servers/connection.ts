import { type Socket } from 'node:net';
import { type Client } from '../query/client.js';
import { type Responder } from '../query/responder.js';

/** Messages answered in one turn of the loop, so that a full pipeline does not hold up UDP. */
const MESSAGES_PER_TURN = 32;
/** Replies waiting for a client that does not read, before we stop reading from it. */
const HIGH_WATER = 64 * 1024;
const MAX_MESSAGE = 65535;
/** Shared by all connections of a thread: a reply is copied out before the next is written. */
const scratch = new Uint8Array(MAX_MESSAGE);

export interface ConnectionOptions {
  responder: Responder;
  clock: boolean;
  onActive: () => void;
  onClose: () => void;
}

/** One TCP client: messages with two bytes of length before each (RFC 1035 §4.2.2), split and joined as the network likes. */
export class Connection {
  readonly client: Client;
  /** When a whole message was last answered, in milliseconds of the monotonic clock. */
  activeAt = performance.now();
  /** When the first byte of an unfinished message came; 0: none is unfinished. */
  messageSince = 0;
  private readonly socket: Socket;
  private readonly options: ConnectionOptions;
  /** Bytes that came and were not answered yet. */
  private pending: Buffer = Buffer.alloc(0);
  /** Pieces behind `pending` that do not complete a message yet: joined once, not at every byte. */
  private pieces: Buffer[] = [];
  private size = 0;
  private isPaused = false;
  private isScheduled = false;
  private hasEnded = false;

  constructor(socket: Socket, client: Client, options: ConnectionOptions) {
    this.socket = socket;
    this.client = client;
    this.options = options;
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('end', () => {
      this.hasEnded = true;
      this.settle();
    });
    socket.on('drain', () => this.answer());
    // A reset by the client is its business; 'close' follows.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => options.onClose());
  }

  /** True while a query is being received or answered. */
  get isBusy(): boolean {
    return this.isScheduled || this.isPaused;
  }

  destroy(): void {
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    this.pieces.push(chunk);
    this.size += chunk.length;
    if (this.messageSince === 0) this.messageSince = performance.now();
    const wanted = this.pending.length < 2 ? 2 : 2 + this.pending.readUInt16BE(0);
    if (this.size < wanted) return;
    this.pending = this.pending.length || this.pieces.length > 1 ? Buffer.concat([this.pending, ...this.pieces]) : chunk;
    this.pieces = [];
    if (!this.isScheduled) this.answer();
  }

  private answer(): void {
    this.isScheduled = false;
    const { socket, pending } = this;
    if (socket.destroyed) return;
    let at = 0;
    const replies: Buffer[] = [];
    if (this.options.clock) this.client.now = Date.now();
    for (let i = 0; i < MESSAGES_PER_TURN; i++) {
      const length = messageLength(pending, at);
      if (length < 0) break;
      const size = this.options.responder.respond(pending.subarray(at + 2, at + 2 + length), length, this.client, scratch);
      at += 2 + length;
      if (size === 0) continue;
      const reply = Buffer.allocUnsafe(size + 2);
      reply.writeUInt16BE(size, 0);
      reply.set(scratch.subarray(0, size), 2);
      replies.push(reply);
    }
    if (at > 0) {
      this.pending = pending.subarray(at);
      this.size = this.pending.length;
      this.messageSince = 0;
      this.activeAt = performance.now();
      this.options.onActive();
    }
    // One segment for one turn's replies (RFC 7766 §8).
    if (replies.length) socket.write(replies.length === 1 ? replies[0]! : Buffer.concat(replies));
    this.settle();
  }

  /** Chooses what to wait for: the client's reading, our next turn, or more bytes. */
  private settle(): void {
    const { socket } = this;
    const hasMessage = messageLength(this.pending, 0) >= 0;
    if (socket.writableLength > HIGH_WATER) {
      this.isPaused = true;
      socket.pause();
      return;
    }
    if (hasMessage) {
      if (this.isScheduled) return;
      this.isScheduled = true;
      // The rest of a long pipeline must not grow while it waits.
      socket.pause();
      this.isPaused = true;
      setImmediate(() => this.answer());
      return;
    }
    if (this.isPaused) {
      this.isPaused = false;
      socket.resume();
    }
    if (this.size > 0 && this.messageSince === 0) this.messageSince = performance.now();
    if (this.hasEnded) socket.end();
  }
}

/** Length of the whole message at `at`; -1 if it is not all there. */
function messageLength(bytes: Buffer, at: number): number {
  if (bytes.length - at < 2) return -1;
  const length = bytes.readUInt16BE(at);
  return bytes.length - at - 2 < length ? -1 : length;
}
