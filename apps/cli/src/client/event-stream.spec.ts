import { expect, it } from 'vitest';
import { type Message, messagesOf } from './event-stream.js';

async function read(...chunks: (string | Uint8Array)[]): Promise<Message[]> {
  async function* bytes() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
  }
  const messages: Message[] = [];
  for await (const message of messagesOf(bytes())) messages.push(message);
  return messages;
}

const message = (data: string, over: Partial<Message> = {}) => ({ id: null, type: 'message', data, ...over });

it.each<[string, string[], Message[]]>([
  ['one', ['data: a\n\n'], [message('a')]],
  ['all fields', ['id: 7\nevent: transition\ndata: {"a":1}\n\n'], [message('{"a":1}', { id: '7', type: 'transition' })]],
  ['two in one piece', ['data:a\n\ndata:b\n\n'], [message('a'), message('b')]],
  ['one in many pieces', ['da', 'ta: a', '\n', '\nid', ': 1\n\n'], [message('a'), message('', { id: '1' })]],
  ['several lines', ['data: a\ndata: b\n\n'], [message('a\nb')]],
  ['CRLF, and a comment', [': hello\r\ndata: a\r\n\r\n'], [message('a')]],
  ['no end: nothing', ['data: a\n'], []],
])('%s', async (_name, chunks, expected) => expect(await read(...chunks)).toEqual(expected));

it('a character that is cut in two', async () => {
  const bytes = new TextEncoder().encode('data: ä→\n\n');
  expect(await read(bytes.slice(0, 7), bytes.slice(7, 9), bytes.slice(9))).toEqual([message('ä→')]);
});
