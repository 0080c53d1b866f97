import { expect, test } from 'vitest';
import { SseReader } from './sse.js';

const STREAM = 'id: 7\nevent: transition\ndata: {"a":1}\n\nevent: heartbeat\ndata: {}\n\n: a comment\n\ndata: one\ndata: two\n\n';

test('messages are the same however the stream is cut', () => {
  const whole = new SseReader().push(STREAM);
  expect(whole).toEqual([
    { id: '7', type: 'transition', data: '{"a":1}' },
    { id: null, type: 'heartbeat', data: '{}' },
    { id: null, type: 'message', data: 'one\ntwo' },
  ]);
  for (const size of [1, 2, 3, 7, 20]) {
    const reader = new SseReader();
    const pieces = STREAM.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    expect(pieces.flatMap((piece) => reader.push(piece))).toEqual(whole);
  }
});

test('carriage returns are line ends too, and what is not complete waits', () => {
  const reader = new SseReader();
  expect(reader.push('event: x\r\ndata: 1\r\n\r\nevent: y\r\n')).toEqual([{ id: null, type: 'x', data: '1' }]);
  expect(reader.push('data: 2\r\n\r\n')).toEqual([{ id: null, type: 'y', data: '2' }]);
});
