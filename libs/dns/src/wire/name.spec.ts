import { describe, expect, it } from 'vitest';
import { addressFamily, parseAddress } from './address.js';
import { formatName, isWithin, lowerName, parseName } from './name.js';

describe('parseName', () => {
  it.each([
    ['.', '00', '.'],
    ['failover', '086661696c6f76657200', 'failover.'],
    ['A.b.', '0141016200', 'A.b.'],
    ['a\\.b.c', '03612e62016300', 'a\\.b.c.'],
    ['\\000\\255.c', '0200ff016300', '\\000\\255.c.'],
    ['*.a', '012a016100', '*.a.'],
    ['x\\\\y', '03785c7900', 'x\\\\y.'],
  ])('%s', (text, hex, back) => {
    expect(Buffer.from(parseName(text)).toString('hex')).toBe(hex);
    expect(formatName(parseName(text))).toBe(back);
  });

  it.each([
    ['', 'an empty text is not a name'],
    ['a..b', 'a..b has an empty label'],
    ['.a', '.a has an empty label'],
    ['a b', 'a b has a space or control character'],
    ['bücher', 'bücher is not ASCII; write its xn-- form'],
    ['a\\', 'a\\ ends in a backslash'],
    ['a\\256', '\\256 is no byte'],
    [`${'x'.repeat(64)}.a`, `${'x'.repeat(64)}.a has a label of 64 bytes; 63 is the most`],
  ])('%j is none', (text, message) => expect(() => parseName(text)).toThrow(message));

  it('takes names of up to 255 bytes', () => {
    const longest = `${`${'x'.repeat(63)}.`.repeat(3)}${'x'.repeat(61)}`;
    expect(parseName(longest)).toHaveLength(255);
    expect(() => parseName(`${longest}x`)).toThrow('is 256 bytes long; 255 is the most');
  });
});

describe('isWithin', () => {
  it.each([
    ['failover', 'failover', true],
    ['a.b.failover', 'failover', true],
    ['notfailover', 'failover', false],
    ['failover', 'a.failover', false],
    ['a', '.', true],
  ])('%s in %s: %s', (name, zone, expected) => {
    expect(isWithin(lowerName(parseName(name)), lowerName(parseName(zone)))).toBe(expected);
  });
});

describe('addresses', () => {
  it.each([
    ['192.0.2.1', 'c0000201'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['2001:db8::', `20010db8${'0'.repeat(24)}`],
    ['2001:DB8:0:0:8:800:200C:417A', '20010db80000000000080800200c417a'],
    ['::ffff:192.0.2.1', `${'0'.repeat(20)}ffffc0000201`],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
  ])('%s', (text, hex) => {
    expect(Buffer.from(parseAddress(text)!).toString('hex')).toBe(hex);
    expect(addressFamily(text)).toBe(text.includes(':') ? 6 : 4);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1.2.3.4 ',
    '1.2.3.',
    'a.b.c.d',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
    '::1%lo',
    '1:',
    ':1',
    '::1.2.3',
    '1:2:3:4:5:6:7:1.2.3.4',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
    expect(addressFamily(text)).toBe(0);
  });
});
