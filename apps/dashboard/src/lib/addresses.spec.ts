import { describe, expect, test } from 'vitest';
import { bitsOf, byAddress, canonicalIp, ipOf, prefixOf } from './addresses.js';

describe('addresses', () => {
  test('the address of a target, however it is written', () => {
    expect(['192.0.2.1:443', '192.0.2.1', '[2001:db8::1]:443', '2001:db8::1', 'a.failover/192.0.2.1:80'].map(ipOf)).toEqual([
      '192.0.2.1',
      '192.0.2.1',
      '2001:db8::1',
      '2001:db8::1',
      '192.0.2.1',
    ]);
  });

  test('a prefix holds its own and nothing of the other family', () => {
    const four = prefixOf('192.0.2.64/26');
    expect(['192.0.2.63', '192.0.2.64', '192.0.2.127', '192.0.2.128', '::'].map((ip) => four?.(ip))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const six = prefixOf('2001:db8:1::/48');
    expect(['2001:db8:1:2::3', '2001:db8:2::3', '192.0.2.1'].map((ip) => six?.(ip))).toEqual([true, false, false]);
    expect(['0.0.0.0/0', '::/0'].map((text) => prefixOf(text)?.('198.51.100.7'))).toEqual([true, false]);
    expect(['192.0.2.0', '192.0.2.0/33', '192.0.2/24', 'a/8', '2001:db8::/129'].map(prefixOf)).toEqual(Array(5).fill(null));
  });

  test('addresses are sorted by their numbers, IPv4 first', () => {
    expect(['2001:db8::a', '192.0.2.10', '192.0.2.9', '2001:db8::9'].sort(byAddress)).toEqual([
      '192.0.2.9',
      '192.0.2.10',
      '2001:db8::9',
      '2001:db8::a',
    ]);
  });

  test('what is no address has no bits', () => {
    expect(['', '1.2.3', '1.2.3.256', '1::2::3', '1:2:3:4:5:6:7:8:9', 'g::1'].map(bitsOf)).toEqual(Array(6).fill(null));
  });
});

test('writes an address as the master does', () => {
  expect(['2001:DB8:0::1', '::ffff:192.0.2.1', '192.0.2.1', '2001:zz'].map(canonicalIp)).toEqual([
    '2001:db8::1',
    '::ffff:192.0.2.1',
    '192.0.2.1',
    '2001:zz',
  ]);
});
