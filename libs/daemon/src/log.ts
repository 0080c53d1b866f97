import { type LoggerService } from '@nestjs/common';
import { type LogSection } from './log.section.js';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

/** Nest's own account of its start is of no interest to who runs a daemon. */
const FRAMEWORK = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** One line an event: `2026-01-02T03:04:05.678Z info  probe   webmail.failover 192.0.2.10:443 tcp: ok → fail (refused)`, or as JSON. */
export class LineLogger implements LoggerService {
  constructor(
    private readonly config: LogSection,
    private readonly write: (line: string) => void = (line) => process.stdout.write(line),
  ) {}

  log = (message: unknown, ...rest: unknown[]) => this.#line('info', message, rest);
  warn = (message: unknown, ...rest: unknown[]) => this.#line('warn', message, rest);
  error = (message: unknown, ...rest: unknown[]) => this.#line('error', message, rest);
  fatal = (message: unknown, ...rest: unknown[]) => this.#line('error', message, rest);
  debug = (message: unknown, ...rest: unknown[]) => this.#line('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]) => this.#line('debug', message, rest);

  /** Nest passes the context last. */
  #line(level: Level, message: unknown, rest: unknown[]): void {
    const context = String(rest.at(-1) ?? 'main');
    const real = FRAMEWORK.has(context) && level === 'info' ? 'debug' : level;
    if (LEVELS.indexOf(real) < LEVELS.indexOf(this.config.level)) return;
    const time = new Date().toISOString();
    const text = message instanceof Error ? message.message : String(message);
    this.write(
      this.config.format === 'json'
        ? `${JSON.stringify({ time, level: real, context, message: text })}\n`
        : `${time} ${real.padEnd(5)} ${context.padEnd(8)} ${printable(text)}\n`,
    );
  }
}

/** Reasons and names come from others: nothing in them may end the line or steer a terminal. */
const printable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (control) =>
    control === '\n' ? '\\n' : `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
