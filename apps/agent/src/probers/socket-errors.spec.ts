import { expect, it } from 'vitest';
import { fromSocketError } from './socket-errors.js';

it.each([
  ['ECONNREFUSED', 'fail', 'refused'],
  ['ECONNRESET', 'fail', 'protocol'],
  ['ETIMEDOUT', 'fail', 'timeout'],
  ['EHOSTUNREACH', 'error', 'unreachable'],
  ['ENETUNREACH', 'error', 'unreachable'],
  ['EACCES', 'error', 'permission'],
  ['EPERM', 'error', 'permission'],
  ['EMFILE', 'error', 'local'],
  ['ENFILE', 'error', 'local'],
  ['EADDRNOTAVAIL', 'error', 'local'],
  ['EAFNOSUPPORT', 'error', 'local'],
])('%s at once is %s: %s', (code, result, reason) => {
  expect(fromSocketError(Object.assign(new Error('x'), { code }), false)).toMatchObject({ result, reason });
});

it.each([
  ['EHOSTUNREACH', 'fail', 'unreachable'],
  ['ENETUNREACH', 'fail', 'unreachable'],
  ['EACCES', 'fail', 'unreachable'],
  ['EPERM', 'error', 'permission'],
  ['ENETDOWN', 'error', 'unreachable'],
])('%s after the packet has left is %s: %s', (code, result, reason) => {
  expect(fromSocketError(Object.assign(new Error('x'), { code }), true)).toMatchObject({ result, reason });
});
