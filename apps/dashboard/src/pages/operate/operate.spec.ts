import { describe, expect, test } from 'vitest';
import { endOf, farWords, fieldTime, untilWords } from './ends.js';
import { orderOf, queryOf, routeOf, supposedOf, type Order } from './order.js';
import { excerpt } from './excerpt.js';
import { findSubjects } from './subjects.js';
import { buttonWords, doneWords, titleOf } from './words.js';

const asked = (text: string) => orderOf(new URLSearchParams(text));

describe('an order', () => {
  test.each([
    ['domain=a.failover&target=192.0.2.1&do=drain', 'PUT', '/api/v1/domains/a.failover/targets/192.0.2.1/override'],
    ['domain=a.failover&do=force_up', 'PUT', '/api/v1/domains/a.failover/override'],
    ['domain=a.failover&do=failback', 'POST', '/api/v1/domains/a.failover/failback'],
    [
      'domain=a.failover&target=2001%3Adb8%3A%3A1&do=release',
      'DELETE',
      '/api/v1/domains/a.failover/targets/2001%3Adb8%3A%3A1/override',
    ],
    ['agent=fra%2F1&do=maintenance', 'PUT', '/api/v1/agents/fra%2F1/override'],
    ['tag=eu&do=release', 'DELETE', '/api/v1/tags/eu/override'],
    ['do=release_brake', 'DELETE', '/api/v1/brake'],
    ['do=reload', 'POST', '/api/v1/config/reload'],
  ])('%s', (text, method, path) => {
    const order = asked(text);
    expect(order && routeOf(order)).toEqual({ method, path });
    expect(order && queryOf(order)).toBe(text);
  });

  test('defaults to maintenance; agents and tags know no other; what asks for nothing is none', () => {
    expect(asked('domain=a&target=192.0.2.1:443')?.subject).toEqual({ scope: 'target', domain: 'a', target: '192.0.2.1' });
    expect(asked('domain=a')?.action).toBe('maintenance');
    expect(asked('agent=a&do=drain')?.action).toBe('maintenance');
    expect(asked('domain=a&do=rm')?.action).toBe('maintenance');
    expect([asked(''), asked('target=192.0.2.1'), asked('domain=')]).toEqual([null, null, null]);
  });

  test('is supposed before it is sent', () => {
    const suppose = (text: string) => supposedOf(asked(text) as Order);
    expect(suppose('domain=a&target=192.0.2.1')).toEqual({ domain: 'a', target: '192.0.2.1', action: 'maintenance' });
    expect(suppose('tag=eu&do=release')).toEqual({ tag: 'eu', action: 'release' });
    expect(suppose('do=release_brake')).toEqual({ action: 'release_brake' });
    expect(suppose('do=reload')).toBeNull();
  });

  test('says what will happen', () => {
    const button = (text: string, loss: Parameters<typeof buttonWords>[2] = null) =>
      buttonWords(asked(text) as Order, 'until 04:04', loss);
    expect(button('domain=a&target=192.0.2.12')).toBe('Leave 192.0.2.12 out until 04:04');
    expect(button('domain=a&target=192.0.2.12', 'fallback')).toBe('Put a on fallback until 04:04');
    expect(button('domain=a', 'nodata')).toBe('Leave a without an address until 04:04');
    expect(button('domain=a&do=drain')).toBe('Drain all of a until 04:04');
    expect(button('agent=fra-1', 'fallback')).toBe('Set the votes of agent fra-1 aside until 04:04');
    expect(button('domain=a&target=192.0.2.12&do=release')).toBe('Let the checks decide about 192.0.2.12 again');
    expect(button('do=reload')).toBe('Put the files on disk in force');
    expect(titleOf(asked('domain=a&target=192.0.2.12') as Order)).toBe('Override 192.0.2.12 in a');
    expect(doneWords(asked('tag=eu') as Order, 'until 04:04')).toBe('Every agent tagged eu is in maintenance until 04:04.');
    expect(doneWords(asked('domain=a.failover&do=failback') as Order, '')).toBe('a.failover has failed back.');
  });
});

describe('an end', () => {
  const now = new Date(2026, 0, 2, 3, 4, 5).getTime();
  test('is a length, a time to come, or never on purpose', () => {
    expect(endOf('1h', '', now)).toEqual({ body: { for: '1h' }, at: now + 3_600_000 });
    expect(endOf('at', '2026-01-02T04:00', now)?.at).toBe(new Date(2026, 0, 2, 4, 0).getTime());
    expect([endOf('at', '2026-01-02T03:00', now), endOf('at', '', now), endOf('at', 'x', now)]).toEqual([null, null, null]);
    expect(endOf('never', '', now)).toEqual({ body: { permanent: true }, at: null });
  });
  test('in words', () => {
    const said = (choice: string) => untilWords(endOf(choice, '', now), now);
    expect(['1h', '1d', 'never', 'at'].map(said)).toEqual(['until 04:04', 'until 3 Jan 03:04', 'until somebody releases it', '']);
    expect(fieldTime(now)).toBe('2026-01-02T03:04');
  });
  test('that may be a slip is told in days', () => {
    const far = (choice: string, time = '') => farWords(endOf(choice, time, now), now);
    expect(untilWords(endOf('at', '2034-01-02T03:04', now), now)).toBe('until 2 Jan 2034 03:04');
    expect(far('at', '2034-01-02T03:04')).toBe('2921 days');
    expect([far('1d'), far('never'), far('at', '2026-03-30T03:04'), far('at', 'x')]).toEqual([null, null, null, null]);
  });
});

test('subjects are found by name and address', () => {
  const rows = [
    { domain: 'web.failover', targets: ['192.0.2.1:80', '192.0.2.1:443', '192.0.2.2:80'] },
    { domain: 'mail.failover', targets: ['192.0.2.1:25'] },
  ];
  const agents = [{ id: 'fra-1', tags: ['eu', 'web'] }];
  const found = (text: string, most = 9) => findSubjects(rows, agents, text, most).map((one) => Object.values(one).join(' '));
  expect(found('WEB')).toEqual([
    'tag web',
    'domain web.failover',
    'target web.failover 192.0.2.1',
    'target web.failover 192.0.2.2',
  ]);
  expect(found('192.0.2.1')).toEqual(['target web.failover 192.0.2.1', 'target mail.failover 192.0.2.1']);
  expect(found('fra')).toEqual(['agent fra-1']);
  expect(found('', 1)).toEqual(['domain web.failover']);
  expect(found('nothing')).toEqual([]);
});

test('a line of a config is shown without what stands before it', () => {
  expect([excerpt('a:\n  b: 1\n', 2), excerpt('a\r\n', 1), excerpt('a', 0), excerpt('a', 9)]).toEqual(['b: 1', 'a', '', '']);
});
