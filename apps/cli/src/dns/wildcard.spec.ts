import { expect, it } from 'vitest';
import { wildcardOf } from './wildcard.js';

const DOMAINS = ['webmail.failover', '*.app.failover', 'eu.app.failover', '*.deep.eu.app.failover'];

it.each([
  ['x.app.failover', '*.app.failover'],
  ['X.App.Failover.', '*.app.failover'],
  ['a.b.app.failover', '*.app.failover'],
  ['x.eu.app.failover', null],
  ['x.deep.eu.app.failover', '*.deep.eu.app.failover'],
  ['x.webmail.failover', null],
  ['x.failover', null],
])('%s is answered by %s', (name, wildcard) => expect(wildcardOf(name, DOMAINS)).toBe(wildcard));
