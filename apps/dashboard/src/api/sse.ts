export interface Message {
  id: string | null;
  type: string;
  data: string;
}

/** Puts the messages of a `text/event-stream` together from the pieces that arrive; returns those that are complete. */
export class SseReader {
  private rest = '';

  push(piece: string): Message[] {
    const blocks = (this.rest + piece).split(/\r?\n\r?\n/);
    this.rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => messageOf(block) ?? []);
  }
}

function messageOf(block: string): Message | null {
  let [id, type]: [string | null, string] = [null, 'message'];
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const [name, text] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
    if (name === 'id') id = text;
    else if (name === 'event') type = text;
    else if (name === 'data') data.push(text);
  }
  return id === null && data.length === 0 && type === 'message' ? null : { id, type, data: data.join('\n') };
}
