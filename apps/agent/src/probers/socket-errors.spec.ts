import { expect, it } from 'vitest';
import { fromSocketError } from './socket-errors.js';

it.each([
  ['ECONNREFUSED', 'fail', 'refused'],
  ['ECONNRESET', 'fail', 'protocol'],
  ['ETIMEDOUT', 'fail', 'timeout'],
  ['EHOSTUNREACH', 'fail', 'unreachable'],
  ['ENETUNREACH', 'error', 'unreachable'],
  ['EACCES', 'error', 'permission'],
  ['EPERM', 'error', 'permission'],
  ['EMFILE', 'error', 'local'],
  ['ENFILE', 'error', 'local'],
  ['EADDRNOTAVAIL', 'error', 'local'],
  ['EAFNOSUPPORT', 'error', 'local'],
])('%s is %s: %s', (code, result, reason) => {
  expect(fromSocketError(Object.assign(new Error('x'), { code }))).toMatchObject({ result, reason });
});
