import { expect } from 'vitest';
import { until } from './until.js';

/**
 * The runnable examples of a Markdown file.
 *
 * A block ```sh holds commands without a prompt, run in order by one bash at the root. A block ```text right behind it is what
 * they print: the same lines in any order, where `…` stands for anything within a line. ```sh no-run is shown and not run.
 */
export interface Example {
  /** Line of the block's first command. */
  line: number;
  commands: string;
  /** undefined: whatever it prints is right, its exit code must be 0. */
  expected: string[] | undefined;
}

/** A fenced block; an indented one is none. */
export interface Block {
  /** Line of its first text. */
  line: number;
  info: string;
  lines: string[];
  /** Nothing but blank lines between this block and the one before. */
  follows: boolean;
}

export function examplesIn(markdown: string): Example[] {
  const blocks = blocksIn(markdown);
  return blocks.flatMap(({ line, info, lines }, index) => {
    if (info !== 'sh') return [];
    const next = blocks[index + 1];
    const expected = next?.follows && next.info === 'text' ? next.lines.filter((text) => text.trim() !== '') : undefined;
    return [{ line, commands: lines.join('\n'), expected }];
  });
}

export function blocksIn(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let onlyBlank = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    const fence = /^```(.*)$/.exec(text);
    if (open) {
      if (!fence) open.lines.push(text);
      else {
        blocks.push(open);
        open = undefined;
        onlyBlank = true;
      }
    } else if (fence) open = { line: index + 2, info: fence[1]!.trim(), lines: [], follows: onlyBlank };
    else if (text.trim() !== '') onlyBlank = false;
  }
  return blocks;
}

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the examples of a page in order. What does not print what it should is run again, as an answer follows a change within seconds. */
export async function follow(
  page: string,
  examples: readonly Example[],
  run: (commands: string) => Promise<Outcome>,
  { within = 10 } = {},
): Promise<void> {
  for (const { line, commands, expected } of examples) {
    const attempt = async () => {
      const { code, stdout, stderr } = await run(commands);
      expect(code, `${page}:${line}: ${stderr}`).toBe(0);
      if (expected && !sameLines(stdout, expected)) expect(stdout, `${page}:${line}`).toBe(expected.join('\n'));
    };
    await until(attempt, { within });
  }
}

/** Does `output` hold these lines and no others, in any order? Runs of blanks count as one. */
export function sameLines(output: string, expected: readonly string[]): boolean {
  const tidy = (text: string) => text.trim().replace(/\s+/g, ' ');
  const left = output.split('\n').map(tidy).filter(Boolean);
  for (const line of expected) {
    const pattern = new RegExp(`^${tidy(line).split('…').map(escape).join('.*')}$`);
    const at = left.findIndex((text) => pattern.test(text));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
