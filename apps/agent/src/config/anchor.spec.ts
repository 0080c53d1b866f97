import { expect, it } from 'vitest';
import { readAnchor } from './anchor.js';

it.each([
  ['192.0.2.1', { ip: '192.0.2.1', port: null }],
  ['192.0.2.1:443', { ip: '192.0.2.1', port: 443 }],
  ['2001:db8::1', { ip: '2001:db8::1', port: null }],
  ['[2001:db8::1]:443', { ip: '2001:db8::1', port: 443 }],
  ['[192.0.2.1]:443', null],
  ['192.0.2.1:0', null],
  ['192.0.2.1:65536', null],
  ['gateway', null],
  ['gateway:443', null],
  ['fe80::1%eth0', null],
  ['', null],
])('%s', (text, expected) => expect(readAnchor(text)).toEqual(expected));
