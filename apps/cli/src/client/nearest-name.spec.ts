import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.js';

const KNOWN = ['webmail.failover', 'www-eu.failover', 'www-us.failover', '*.app.failover'];

it.each([
  ['webmail', 'webmail.failover'],
  ['webmial.failover', 'webmail.failover'],
  ['WEBMAIL.failovr.', 'webmail.failover'],
  ['www-eu', 'www-eu.failover'],
  ['www-uss.failover', 'www-us.failover'],
  ['something.else.example', undefined],
])('%s means %s', (name, near) => expect(nearestName(name, KNOWN)).toBe(near));
