import { type LoggerService } from '@nestjs/common';
import { type ServerConfig } from '../config/sections.js';
import { oneLine } from '../probers/observation.js';
import { Availability } from './availability.js';
import { Connection, type Reply } from './connection.js';
import { MasterClock } from './master-clock.js';

const REPEAT_MS = 60_000;
const QUOTED_CHARS = 120;
const MAX_REMEMBERED = 1000;

/** One master as this agent knows it: its connection, whether it is there, and what has been said about it. */
export class Server {
  readonly name: string;
  readonly connection: Connection;
  readonly availability: Availability;
  readonly clock = new MasterClock();
  readonly #token: string | undefined;
  readonly #saidAt = new Map<string, number>();

  constructor(
    readonly config: ServerConfig,
    agentId: string,
    readonly log: Pick<LoggerService, 'log' | 'warn'>,
  ) {
    this.name = config.name;
    this.connection = new Connection(config, agentId);
    this.availability = new Availability(config.name, log);
    this.#token = config.token;
  }

  /** A warning, at most once a minute for each `about`. */
  say(text: string, about = text): void {
    const now = performance.now();
    if (now - (this.#saidAt.get(about) ?? -Infinity) < REPEAT_MS) return;
    if (this.#saidAt.size >= MAX_REMEMBERED) this.#saidAt.clear();
    this.#saidAt.set(about, now);
    this.log.warn(`${this.name}: ${text}`);
  }

  /** Says what was wrong with a reply: the status in words where it has a known cause, and the first bytes of the body. */
  complain({ status, body }: Reply, asked: string, about = asked): void {
    this.say(this.complaint({ status, body }, asked), `${about} ${status}`);
  }

  complaint({ status, body }: Pick<Reply, 'status' | 'body'>, asked: string): string {
    return `${HINTS[status] ?? 'unexpected reply'}: ${asked} was answered ${status} ${JSON.stringify(this.quoted(body))}`;
  }

  /** The first of what a master said, without our token. */
  quoted(text: string): string {
    return oneLine(this.#withoutToken(text), QUOTED_CHARS);
  }

  #withoutToken(text: string): string {
    return this.#token ? text.replaceAll(this.#token, '***') : text;
  }
}

const HINTS: Record<number, string> = {
  401: 'the master does not accept this token',
  403: 'the master does not accept this token',
  404: 'the master does not know this (is `url` right?)',
  429: 'the master asks to slow down',
};
