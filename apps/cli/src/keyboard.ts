import { createInterface } from 'node:readline';
import { interrupted } from './interrupted.js';

/** What somebody at the terminal says: lines, and Ctrl-C. */
export class Keyboard {
  /** Aborted by Ctrl-C; what is asked from then on is answered with no. */
  readonly interrupted = interrupted();
  // Not as a terminal, so that Ctrl-C stays what it is.
  private readonly lines = createInterface({ input: process.stdin, terminal: false });

  /** `y` or `yes`; anything else, Ctrl-C and Ctrl-D are no. */
  async agrees(question: string): Promise<boolean> {
    process.stdout.write(question);
    const line = await new Promise<string | null>((resolve) => {
      this.lines.once('line', resolve).once('close', () => resolve(null));
      this.interrupted.addEventListener('abort', () => resolve(null), { once: true });
    });
    if (line === null) process.stdout.write('\n');
    return /^y(es)?$/i.test(line?.trim() ?? '');
  }

  onEnter(listener: () => void): void {
    this.lines.on('line', listener);
  }

  close(): void {
    this.lines.close();
  }
}
