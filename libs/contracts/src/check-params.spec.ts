import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { CHECK_PARAMS, readParams } from './check-params.js';
import { expectationOf, statusRangesOf } from './check-values.js';

type Type = keyof typeof CHECK_PARAMS;
const TYPES = Object.keys(CHECK_PARAMS) as Type[];

describe('params', () => {
  it.each([undefined, null, {}, { path: null }])('%j are the defaults', (raw) =>
    expect(readParams('http', raw)).toMatchObject({
      method: 'GET',
      path: '/',
      expect_status: '200-399',
      follow_redirects: false,
    }),
  );

  it('fill in what is missing', () => expect(readParams('icmp', { count: 3 })).toEqual({ count: 3, max_loss_percent: 50 }));

  it.each<[Type, object]>([
    ['tcp', { send: 'PING\r\n', expect: '+PONG' }],
    ['tcp', { preset: 'smtp' }],
    ['tcp', { send_hex: '00ff', expect: '/^[SN]/' }],
    ['http', { headers: { Authorization: 'Basic eDp5', 'X-A': '' }, body: '{}', method: 'POST', path: '/a?b=c' }],
    ['https', { sni: 'www.example', verify: true, max_body_bytes: 1, expect_status: '200, 301-302' }],
    ['tls', { min_days: 14 }],
    ['dns', { qname: '_sip._tcp.example.', qtype: 'SRV', expect: ['0 5 5060 sip.example.'], transport: 'tcp' }],
    ['dns', { qname: '.', qtype: 'NS' }],
    ['udp', { send: 'x' }],
    ['grpc', { service: 'shop.Orders', tls: true }],
    ['exec', { command: 'check-raid' }],
  ])('of %s: %j', (type, raw) => expect(readParams(type, raw)).toMatchObject(raw));

  it.each<[Type, unknown, string]>([
    ['tcp', 'x', 'params is not an object'],
    ['tcp', [], 'params is not an object'],
    ['tcp', { sendd: 'x' }, 'params.sendd is not known here; tcp knows preset, send, send_hex, expect'],
    ['tcp', { constructor: 'x' }, 'params.constructor is not known here; tcp knows preset, send, send_hex, expect'],
    ['icmp', { count: 0 }, 'params.count is 0; expected 1 to 10'],
    ['icmp', { count: 1.5 }, 'params.count is 1.5; expected 1 to 10'],
    ['icmp', { max_loss_percent: '50' }, 'params.max_loss_percent is "50"; expected 0 to 99'],
    ['http', { verify: 'yes' }, 'params.verify is "yes"; expected true or false'],
    ['http', { method: 'DELETE' }, 'params.method is "DELETE"; expected one of GET, HEAD, POST, PUT, OPTIONS'],
    ['http', { expect_status: '2xx' }, 'params.expect_status is "2xx"; expected statuses such as 200-299,301'],
    ['http', { expect_status: '299-200' }, 'params.expect_status is "299-200"; expected statuses such as 200-299,301'],
    ['http', { expect_body: '/(/' }, 'params.expect_body is "/(/"; expected a text or /regex/ of at most 1024 characters'],
    ['http', { host: 'a b' }, 'params.host is "a b"; expected a host name of at most 255 characters'],
    ['dns', { expect: '192.0.2.1' }, 'params.expect is "192.0.2.1"; expected a list of at most 32 texts'],
    ['dns', { qname: 'a..b' }, 'params.qname is "a..b"; expected a domain name of at most 253 characters'],
    ['udp', {}, 'params.send is missing; expected the datagram, as udp needs an answer to something'],
    ['tcp', { send: 'a', send_hex: '00' }, 'params.send and params.send_hex stand together; expected one of them'],
    ['tcp', { preset: 'smtp', expect: 'a' }, 'params.preset is "smtp"; expected no send and no expect beside it'],
    ['exec', {}, 'params.command is missing; expected a name'],
  ])('of %s cannot be %j', (type, raw, sentence) => expect(readParams(type, raw)).toBe(sentence));

  it.each<[Type, object]>([
    ['http', { headers: { Authorization: 'hunter2\r\nX: y' } }],
    ['http', { headers: { Host: 'hunter2' } }],
    ['http', { headers: 'hunter2' }],
    ['http', { path: 'hunter2' }],
    ['http', { body: ['hunter2'] }],
    ['tcp', { send: ['hunter2'] }],
    ['udp', { send_hex: 'hunter2' }],
  ])('of %s are not repeated where they may be secret: %j', (type, raw) => {
    const sentence = readParams(type, raw);
    expect(sentence).toMatch(/^params\.\w+ is not understood; expected /);
    expect(sentence).not.toContain('hunter2');
  });

  it.each(TYPES)('of %s are all documented, with the default that they have', (type) => {
    const initial = new CHECK_PARAMS[type]();
    for (const [key, value] of Object.entries(initial)) {
      const shown = Reflect.getMetadata('swagger/apiModelProperties', initial, key) as Record<string, unknown> | undefined;
      expect
        .soft({ key, default: shown?.['default'], required: shown?.['required'] })
        .toEqual({ key, default: value, required: false });
      expect.soft(shown?.['description'], key).toBeTruthy();
    }
  });
});

it.each([
  ['text', 'text'],
  ['/a', '/a'],
  ['a/b/', 'a/b/'],
  ['/a.b/i', /a.b/i],
  ['/a/g', '/a/g'],
  ['/[/', null],
])('expects %j as %s', (text, expected) => expect(expectationOf(text)).toEqual(expected));

it.each([
  ['200', [[200, 200]]],
  [
    '200-299, 301',
    [
      [200, 299],
      [301, 301],
    ],
  ],
  ['', null],
  ['200,', null],
  ['99', null],
  ['600', null],
])('reads statuses %j as %j', (text, ranges) => expect(statusRangesOf(text)).toEqual(ranges));
