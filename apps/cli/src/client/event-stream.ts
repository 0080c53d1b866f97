/** A message of an event stream (WHATWG HTML, server-sent events). */
export interface Message {
  id: string | null;
  type: string;
  data: string;
}

/** The messages in a stream of bytes, as they end. */
export async function* messagesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    // A CR at the end may be half of a CRLF.
    const parts = rest.split(/\r\n\r\n|\n\n|\r\r(?!$)/);
    rest = parts.pop() ?? '';
    for (const part of parts) yield messageOf(part);
  }
}

function messageOf(block: string): Message {
  const message: Message = { id: null, type: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'id') message.id = value;
    else if (field === 'event') message.type = value;
    else if (field === 'data') data.push(value);
  }
  return { ...message, data: data.join('\n') };
}
