import dns2 from 'dns2';
import { describe, expect, it } from 'vitest';
import { composeRdata, typeCode } from './compose.js';
import { RECORD_TYPES } from './types.js';

const hex = (type: string, value: string) => Buffer.from(composeRdata(typeCode(type), value, 'z.')).toString('hex');

describe('composeRdata', () => {
  it.each([
    ['A', '192.0.2.1', 'c0000201'],
    ['AAAA', '2001:db8::1', '20010db8000000000000000000000001'],
    ['NS', 'ns.a', '026e73016100'],
    ['CNAME', 'b.a.', '0162016100'],
    ['PTR', 'b.a', '0162016100'],
    ['CNAME', 'b', '0162017a00'],
    ['CNAME', 'a\\.b', '03612e62017a00'],
    ['MX', '10 @', '000a017a00'],
    ['MX', '0 .', '000000'],
    ['HINFO', 'PC "Linux 6"', '025043074c696e75782036'],
    ['MX', '10 mx.a', '000a026d78016100'],
    ['TXT', 'one "two words" "a\\"b" \\065', '036f6e650974776f20776f726473036122620141'],
    ['TXT', '""', '00'],
    ['TXT', '"é"', '02c3a9'],
    ['RP', 'm.a t.a', '016d0161000174016100'],
    ['SRV', '1 2 443 h.a', '0001000201bb0168016100'],
    ['NAPTR', '100 10 "u" "E2U+sip" "!^.*$!sip:a@b!" .', '0064000a0175074532552b7369700e215e2e2a24217369703a6140622100'],
    ['DS', '60485 5 1 2BB183AF 5F22', 'ec4505012bb183af5f22'],
    ['SSHFP', '4 2 00ff', '040200ff'],
    ['TLSA', '3 1 1 00ff aa', '03010100ffaa'],
    ['SMIMEA', '3 0 0 ab', '030000ab'],
    ['OPENPGPKEY', 'AQID', '010203'],
    ['SPF', '"v=spf1 -all"', '0b763d73706631202d616c6c'],
    ['URI', '10 1 "https://a/"', '000a000168747470733a2f2f612f'],
    ['CAA', '0 issue "ca.example"', '00056973737565' + '63612e6578616d706c65'],
    ['TYPE65280', '\\# 4 0A00 0001', '0a000001'],
    ['TYPE65280', '\\# 0', ''],
    ['A', '\\# 4 c0000201', 'c0000201'],
    ['MX', '\\# 4 000a0000', '000a0000'],
    // RFC 9460 appendix D.
    ['HTTPS', '0 foo.example.com.', '000003666f6f076578616d706c6503636f6d00'],
    ['SVCB', '1 .', '000100'],
    ['SVCB', '16 foo.example.com. port=53', '001003666f6f076578616d706c6503636f6d00000300020035'],
    ['SVCB', '1 foo.example.com. key667=hello', '000103666f6f076578616d706c6503636f6d00029b000568656c6c6f'],
    ['SVCB', '1 foo.example.com. key667="hello\\210qoo"', '000103666f6f076578616d706c6503636f6d00029b000968656c6c6fd2716f6f'],
    [
      'SVCB',
      '1 foo.example.com. ipv6hint="2001:db8::1,2001:db8::53:1"',
      '000103666f6f076578616d706c6503636f6d000006002020010db800000000000000000000000120010db8000000000000000000530001',
    ],
    [
      'SVCB',
      '16 foo.example.org. alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1',
      '001003666f6f076578616d706c65036f7267000000000400010004000100090268320568332d313900040004c0000201',
    ],
    ['HTTPS', '1 . alpn=h2 no-default-alpn', '00010000010003026832' + '00020000'],
    ['HTTPS', '1 . ech=AQID dohpath=/q{?dns}', '000100' + '00050003010203' + '000700082f717b3f646e737d'],
  ])('%s %s', (type, value, expected) => expect(hex(type, value)).toBe(expected));

  it.each([
    ['A', '2001:db8::1', '2001:db8::1 is not an IPv4 address'],
    ['A', '192.0.2.1 192.0.2.2', '192.0.2.2 is one field too many'],
    ['A', '\\# 3 c00002', '\\# 3 is not the 4 bytes of an address'],
    ['AAAA', '192.0.2.1', '192.0.2.1 is not an IPv6 address'],
    ['CNAME', '', 'a name is missing'],
    ['CNAME', '\\# 2 c00c', '\\# does not hold one uncompressed name'],
    ['MX', 'mx.a', 'mx.a is no preference (0–65535)'],
    ['MX', '65536 mx.a', '65536 is no preference (0–65535)'],
    ['TXT', '"open', '"open has a quote or escape without an end'],
    ['TXT', 'x'.repeat(256), 'a text has 256 bytes; 255 is the most in one string'],
    ['TLSA', '3 1 1 0f0', '0f0 is not hexadecimal'],
    ['CAA', '0 is-sue "x"', 'is-sue is no CAA tag'],
    ['OPENPGPKEY', 'AQI', 'AQI is not base64'],
    ['TYPE65280', '10.0.0.1', '10.0.0.1 must be written as \\# length hex, as TYPE65280 has no format of its own here'],
    ['TYPE65280', '\\# 3 0a000001', '\\# 3 is followed by 4 bytes'],
    ['SVCB', '0 a. port=53', 'an alias (priority 0) has no parameters'],
    ['SVCB', '1 a. port=53 port=54', 'port=54 gives its key twice'],
    ['SVCB', '1 a. colour=red', 'colour is no SVCB parameter'],
    ['SVCB', '1 a. mandatory=port', 'mandatory names port, which is not given'],
    ['SVCB', '1 a. no-default-alpn', 'no-default-alpn needs alpn'],
    ['SVCB', '1 a. port=99999', 'port=99999 is no port'],
    ['SVCB', '1 a. ipv4hint=::1', '::1 is no address for ipv4hint'],
  ])('refuses %s %s', (type, value, message) => expect(() => hex(type, value)).toThrow(message));

  it('reads types by name in any case, or by number', () => {
    expect(typeCode('txt')).toBe(16);
    expect(typeCode('type16')).toBe(16);
    for (const wrong of ['TXTT', 'TYPE0', 'TYPE65536', 'constructor', ''])
      expect(() => typeCode(wrong)).toThrow('is no record type');
  });

  it('numbers the types as dns2 does', () => {
    const known = dns2.Packet.TYPE as Record<string, number>;
    for (const [mnemonic, { code }] of Object.entries(RECORD_TYPES)) expect(known[mnemonic] ?? code).toBe(code);
  });
});
