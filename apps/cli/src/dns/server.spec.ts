import { expect, it } from 'vitest';
import { type GlobalOptions } from '../context.js';
import { type Settings } from '../settings/settings.js';
import { givenServer, placeOf, serverOf } from './server.js';

it.each([
  ['192.0.2.1', '192.0.2.1', 53],
  ['192.0.2.1:5353', '192.0.2.1', 5353],
  ['2001:db8::1', '2001:db8::1', 53],
  ['[2001:db8::1]:5353', '2001:db8::1', 5353],
  ['[2001:db8::1]', '2001:db8::1', 53],
  ['ns1.example:54', 'ns1.example', 54],
])('%s', (text, host, port) => expect(placeOf(text)).toEqual({ host, port }));

it.each(['', ':53', '192.0.2.1:0', '192.0.2.1:70000', '192.0.2.1:dns', 'http://x', 'a b'])('%s is no server', (text) =>
  expect(() => placeOf(text)).toThrow('is no DNS server'),
);

it.each<[string, string | undefined, string | undefined, string | undefined, string, string | undefined]>([
  ['--dns wins', '192.0.2.9:9', 'http://api.example', '192.0.2.8:8', '192.0.2.9:9', 'http://api.example'],
  ['--server without a scheme is it', undefined, '192.0.2.7:7', '192.0.2.8:8', '192.0.2.7:7', undefined],
  ['the settings', undefined, 'http://api.example', '192.0.2.8:8', '192.0.2.8:8', 'http://api.example'],
])('%s', (_name, flag, server, said, place, left) => {
  const options: GlobalOptions = { server, timeout: 1 };
  const settings = { server: 'http://api.example:8000', dns: said } as Settings;
  const { host, port } = givenServer(options, flag, () => settings)!;
  expect([`${host}:${port}`, options.server]).toEqual([place, left]);
});

it.each<[string, [string, number][], string]>([
  ['one that says nothing', [], 'api.example:53'],
  ['everywhere', [['::', 5353]], 'api.example:5353'],
  ['everywhere, IPv4', [['0.0.0.0', 53]], 'api.example:53'],
  ['elsewhere', [['192.0.2.53', 53]], '192.0.2.53:53'],
  [
    'there among others',
    [
      ['192.0.2.53', 53],
      ['api.example', 54],
    ],
    'api.example:54',
  ],
])('of a master that answers %s', (_name, listening, place) => {
  const { host, port } = serverOf(
    'http://api.example:8000',
    listening.map(([address, at]) => ({ address, port: at })),
  );
  expect(`${host}:${port}`).toBe(place);
});
