/** A line of a Corefile, with the block behind it when it ends in `{`. */
export interface Directive {
  words: string[];
  body: Directive[];
}

/** Corefile(5): server blocks of directives, each a line, `#` to the end of the line is a comment. Throws on unbalanced braces. */
export function parseCorefile(text: string): Directive[] {
  const top: Directive = { words: [], body: [] };
  const open = [top];
  for (const [index, line] of text.split('\n').entries()) {
    const words = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/)
      .filter(Boolean);
    if (words.length === 0) continue;
    if (words[0] === '}') {
      if (words.length > 1 || open.length === 1) throw new Error(`line ${index + 1}: a stray }`);
      open.pop();
      continue;
    }
    const opens = words.at(-1) === '{';
    const directive: Directive = { words: opens ? words.slice(0, -1) : words, body: [] };
    open.at(-1)!.body.push(directive);
    if (opens) open.push(directive);
  }
  if (open.length > 1) throw new Error(`{ of "${open.at(-1)!.words.join(' ')}" is never closed`);
  return top.body;
}

export const blocksOf = (server: Directive, plugin: string) => server.body.filter(({ words }) => words[0] === plugin);
