import { expect, it } from 'vitest';
import { Availability, type Channel, describeFailure } from './availability.js';

it('says once that a master is lost and once that it is back, whichever channel found out', () => {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const availability = new Availability('server1', { log: keep, warn: keep });
  const back: Channel[] = [];
  availability.back.subscribe((channel) => back.push(channel));
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8000'), { code: 'ECONNREFUSED' });

  availability.succeeded('tasks');
  availability.failed('tasks', refused);
  availability.failed('reports', refused);
  availability.failed('tasks', refused);
  availability.succeeded('tasks');
  expect(lines).toEqual(['server1: lost (connect ECONNREFUSED 127.0.0.1:8000); probing goes on with the last tasks']);
  availability.succeeded('reports');
  availability.succeeded('reports');
  expect(lines).toEqual([lines[0], expect.stringMatching(/^server1: back after \d+\.\d s$/)]);
  expect(back).toEqual(['tasks', 'reports']);
});

it.each([
  [Object.assign(new Error('x'), { name: 'TimeoutError' }), 'no reply in time'],
  [Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  [Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }), 'UND_ERR_SOCKET: other side closed'],
  [new Error('reply longer than 16777216 bytes'), 'reply longer than 16777216 bytes'],
])('%s reads as %s', (cause, text) => expect(describeFailure(cause)).toBe(text));
