import { describe, expect, it } from 'vitest';
import { Networks } from './networks.js';

describe('which addresses may be probed', () => {
  it.each([
    '0.0.0.0',
    '127.0.0.1',
    '127.255.255.254',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '100.100.100.200',
    '224.0.0.1',
    'ff02::1',
    '255.255.255.255',
  ])('never %s by default', (ip) => expect(new Networks().permits(ip)).toBe(false));

  it.each(['192.0.2.10', '10.10.10.250', '2001:db8::1', 'fd00::1', '::ffff:192.0.2.10'])('%s by default', (ip) =>
    expect(new Networks().permits(ip)).toBe(true),
  );

  it('what is allowed wins over what is denied', () => {
    const networks = new Networks(['127.0.0.0/8', '192.0.2.7'], ['192.0.2.0/24']);
    expect(['127.0.0.1', '192.0.2.7', '192.0.2.8', '::1'].map((ip) => networks.permits(ip))).toEqual([true, true, false, false]);
  });

  it('what is denied comes on top of the defaults', () => {
    const networks = new Networks([], ['2001:db8::/32']);
    expect(['2001:db8::1', '2001:db9::1', '127.0.0.1'].map((ip) => networks.permits(ip))).toEqual([false, true, false]);
  });

  it('everything can be denied but what is allowed', () => {
    const networks = new Networks(['198.51.100.0/24'], ['0.0.0.0/0', '::/0']);
    expect(['198.51.100.1', '192.0.2.1', '2001:db8::1'].map((ip) => networks.permits(ip))).toEqual([true, false, false]);
  });
});
