import { sipHash } from './siphash.js';

const VERSION = 1;
const SERVER_COOKIE_BYTES = 16;
/** Seconds: a server cookie is good for an hour, may be five minutes ahead, and is renewed after half an hour (RFC 9018 §4.3). */
const MAX_AGE = 3600;
const MAX_AHEAD = 300;
const RENEW_AFTER = 1800;

/** Server cookies that any server with the same secret makes and accepts alike (RFC 9018 §4). */
export class Cookies {
  /** The server cookie for the last client asked about. */
  readonly server = new Uint8Array(SERVER_COOKIE_BYTES);
  private readonly secrets: readonly Uint8Array[];
  private readonly message = new Uint8Array(32);
  private readonly hash = new Uint8Array(8);

  /** Secrets of 16 bytes; the first makes cookies, every one is accepted. */
  constructor(secrets: readonly Uint8Array[]) {
    this.secrets = secrets;
  }

  /**
   * Fills `server` with what to send back to the client whose cookie option is at `query[at … at+length)`; true if the option held
   * a server cookie of ours that is still good. `now` in Unix seconds.
   */
  exchange(query: Uint8Array, at: number, length: number, address: Uint8Array, addressBytes: number, now: number): boolean {
    const { message, server } = this;
    for (let i = 0; i < 8; i++) message[i] = query[at + i]!;
    for (let i = 0; i < addressBytes; i++) message[16 + i] = address[i]!;
    const valid = length === 8 + SERVER_COOKIE_BYTES && this.isValid(query, at + 8, addressBytes, now);
    if (valid && age(query, at + 12, now) < RENEW_AFTER && this.matches(query, at + 8, this.secrets[0]!, addressBytes)) {
      for (let i = 0; i < SERVER_COOKIE_BYTES; i++) server[i] = query[at + 8 + i]!;
      return true;
    }
    server[0] = VERSION;
    server[1] = server[2] = server[3] = 0;
    for (let i = 0; i < 4; i++) server[4 + i] = now >>> (24 - i * 8);
    for (let i = 0; i < 8; i++) message[8 + i] = server[i]!;
    sipHash(this.secrets[0]!, message, 16 + addressBytes, server, 8);
    return valid;
  }

  private isValid(query: Uint8Array, at: number, addressBytes: number, now: number): boolean {
    if (query[at] !== VERSION) return false;
    const seconds = age(query, at + 4, now);
    if (seconds > MAX_AGE || seconds < -MAX_AHEAD) return false;
    for (const secret of this.secrets) if (this.matches(query, at, secret, addressBytes)) return true;
    return false;
  }

  private matches(query: Uint8Array, at: number, secret: Uint8Array, addressBytes: number): boolean {
    // Version, reserved bytes and time go into the hash as they came.
    for (let i = 0; i < 8; i++) this.message[8 + i] = query[at + i]!;
    sipHash(secret, this.message, 16 + addressBytes, this.hash, 0);
    let difference = 0;
    for (let i = 0; i < 8; i++) difference |= this.hash[i]! ^ query[at + 8 + i]!;
    return difference === 0;
  }
}

/** Seconds since the time at `at`, by serial number arithmetic (RFC 1982). */
function age(query: Uint8Array, at: number, now: number): number {
  const time = (query[at]! << 24) | (query[at + 1]! << 16) | (query[at + 2]! << 8) | query[at + 3]!;
  return (now - time) | 0;
}
