/** A text that is not what the field wants. The message starts with what was found, for people. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}
