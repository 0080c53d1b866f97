import { expect, it } from 'vitest';
import { LineLogger } from './log.js';

function lines(level: 'debug' | 'info' | 'warn', format: 'text' | 'json' = 'text') {
  const written: string[] = [];
  const log = new LineLogger({ level, format }, (line) => written.push(line));
  log.debug('one', 'probe');
  log.log('two', 'probe');
  log.warn('three\nlines', 'server');
  log.error(new Error('four'), 'agent');
  log.log('Starting Nest application...', 'NestFactory');
  return written;
}

const shape = (line: string) => line.replace(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/, 'TIME');

it('is a line an event, in UTC, without Nest’s own start', () => {
  expect(lines('info').map(shape)).toEqual([
    'TIME info  probe    two\n',
    'TIME warn  server   three\\nlines\n',
    'TIME error agent    four\n',
  ]);
});

it('lets no text end the line or steer a terminal', () => {
  const written: string[] = [];
  new LineLogger({ level: 'info', format: 'text' }, (line) => written.push(line)).log('red \u001b[31m\r\n\u009bnot', 'probe');
  expect(written.map(shape)).toEqual(['TIME info  probe    red \\u001b[31m\\u000d\\n\\u009bnot\n']);
});

it.each([
  ['debug', 5],
  ['info', 3],
  ['warn', 2],
] as const)('at %s has %i lines', (level, count) => expect(lines(level)).toHaveLength(count));

it('may be JSON', () => {
  expect(lines('warn', 'json').map((line) => JSON.parse(line) as object)).toEqual([
    { time: expect.any(String), level: 'warn', context: 'server', message: 'three\nlines' },
    { time: expect.any(String), level: 'error', context: 'agent', message: 'four' },
  ]);
});
