/** What a webhook is told, whatever its format. */
export interface Message {
  /** The event's: later ones are higher, and a repetition has the same. */
  id: number;
  at: string;
  /** As in the config, or `test`. */
  kind: string;
  domain: string | null;
  /** The whole in one line, as it is logged. */
  text: string;
  data: unknown;
}

/** Writes the body as JSON has it. */
export type Format = (message: Message) => object;

/** In one line, at most so long. */
export function oneLine(text: string, longest: number): string {
  // eslint-disable-next-line no-control-regex -- these are what must go
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`;
}
