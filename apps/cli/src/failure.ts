/** What the exit code says; docs/cli.md lists them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, finding: 3 } as const;

/** A mistake that a person can mend: one sentence, and what to do about it a line each. Anything else that is thrown is a bug. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly hints: readonly string[] = [],
    readonly code: number = EXIT.failed,
  ) {
    super(message);
  }
}

/** The command line or a file that it names is wrong. */
export const misuse = (message: string, ...hints: string[]): Failure => new Failure(message, hints, EXIT.usage);

/** A name that the command line gives; an empty one, or dots alone, would be another path of the API. */
export function given(what: string, name: string): string {
  if (/^[.\s]*$/.test(name)) throw misuse(`the ${what} is missing`);
  return name;
}
