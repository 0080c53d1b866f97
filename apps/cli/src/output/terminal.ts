import { styleText } from 'node:util';
import { printable, timeOf } from './words.js';

type Stream = NodeJS.WritableStream & { isTTY?: boolean };
type Style = Parameters<typeof styleText>[0];

const CLEAR_LINE = '\r\u001b[2K';
const CLEAR = '\u001b[H\u001b[2J\u001b[3J';

/** Where a command writes: for people, or JSON for programs. */
export class Terminal {
  constructor(
    readonly json: boolean,
    private readonly utc = false,
    private readonly stdout: Stream = process.stdout,
    private readonly stderr: Stream = process.stderr,
  ) {}

  /** Somebody looks at it as it comes. */
  get live(): boolean {
    return this.stdout.isTTY === true && !this.json;
  }

  /** Whatever a command found out. */
  show(value: unknown, human: () => string): void {
    if (this.json) this.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    else this.print(human());
  }

  /** One of many: a line of JSON each. */
  stream(value: unknown, human: () => string): void {
    if (this.json) this.stdout.write(`${JSON.stringify(value)}\n`);
    else this.print(human());
  }

  /** What a command did; a program that asked for JSON is told by the exit code. */
  done(text: string, value: unknown = { ok: true }): void {
    this.show(value, () => text);
  }

  print(text: string): void {
    this.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** In the place of the line on which the cursor is, and stays there. */
  redrawLine(text: string): void {
    this.stdout.write(CLEAR_LINE + text);
  }

  /** In the place of all that stands there. */
  redraw(text: string): void {
    this.stdout.write(CLEAR);
    this.print(text);
  }

  warn(text: string): void {
    this.stderr.write(`${styleText('yellow', 'warning', { stream: this.stderr })}: ${printable(text)}\n`);
  }

  /** A time of day that the API tells. */
  time(iso: string): string {
    return timeOf(iso, this.utc);
  }

  /** Coloured where colours are wanted: on a terminal, and not with NO_COLOR. */
  style(style: Style, text: string): string {
    return styleText(style, text, { stream: this.stdout });
  }
}
