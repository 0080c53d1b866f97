import { describe, expect, it } from 'vitest';
import { listenable } from './listen.js';

const addresses = (text: string) => text.split(' ').map((address) => ({ address, port: 53 }));

describe('listenable', () => {
  it.each([
    ['0.0.0.0 ::', true, '0.0.0.0 ::'],
    ['0.0.0.0 ::', false, '0.0.0.0'],
    ['::', false, '::'],
    ['0.0.0.0 2001:db8::1', false, '0.0.0.0 2001:db8::1'],
  ])('%s, with IPv6 %s: %s', (listen, ipv6, expected) => {
    expect(
      listenable(addresses(listen), ipv6)
        .map((one) => one.address)
        .join(' '),
    ).toBe(expected);
  });
});
