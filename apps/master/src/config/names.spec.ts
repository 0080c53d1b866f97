import { describe, expect, it } from 'vitest';
import { mailbox, nameFault, ownerName, referredName, rname } from './names.js';

describe('ownerName', () => {
  it.each([
    ['webmail.failover', 'webmail.failover', 'ends with the zone, so it is absolute'],
    ['WebMail.FAILOVER', 'webmail.failover', 'in any case'],
    ['webmail.failover.', 'webmail.failover', 'with a final dot'],
    ['webmail', 'webmail.failover', 'relative'],
    ['a.b', 'a.b.failover', 'relative, with a dot'],
    ['@', 'failover', 'the zone'],
    ['failover', 'failover', 'the zone by name'],
    ['*.app', '*.app.failover', 'wildcard, relative'],
    ['*.app.failover', '*.app.failover', 'wildcard, absolute'],
    ['*', '*.failover', 'wildcard of the zone'],
    ['notfailover', 'notfailover.failover', 'ends with the letters of the zone, but not with its label'],
    ['other.example.', 'other.example', 'absolute, outside'],
  ])('%s → %s (%s)', (text, expected) => {
    expect(ownerName(text, 'failover')).toBe(expected);
  });
});

describe('nameFault', () => {
  const label = 'a'.repeat(63);
  it.each<[string, boolean, string | undefined]>([
    ['a.b-c.d_e.1', false, undefined],
    ['_dmarc', false, undefined],
    ['a.', false, undefined],
    [label, false, undefined],
    [`${label}.${label}.${label}.${'a'.repeat(61)}`, false, undefined],
    [`${label}.${label}.${label}.${'a'.repeat(62)}`, false, 'it has 254 characters; 253 is the most'],
    [`${label}a`, false, 'a label has 64 characters; 63 is the most'],
    ['', false, 'a name needs at least one label'],
    ['.', false, 'a name needs at least one label'],
    ['.a', false, 'a label between two dots is empty'],
    ['a..', false, 'a label between two dots is empty'],
    ['a-', false, 'a label may not begin or end with a hyphen'],
    ['a b', false, 'labels are made of letters, digits, hyphens and underscores'],
    ['a\\.b', false, 'labels are made of letters, digits, hyphens and underscores'],
    ['käse.example', false, 'write it as xn--kse-qla.example'],
    ['*.a', true, undefined],
    ['*.a', false, 'no wildcard is allowed here'],
    ['a.*', true, '* stands for the whole first label, as in *.app'],
    ['*.*.a', true, '* stands for the whole first label, as in *.app'],
    ['a*', true, '* stands for the whole first label, as in *.app'],
  ])('%s, wildcard allowed: %s', (text, wildcard, expected) => {
    expect(nameFault(text, { wildcard })).toBe(expected);
  });
});

describe('referredName', () => {
  it.each([
    ['ns1', 'ns1.failover'],
    ['NS1.Example.NET.', 'ns1.example.net'],
    ['ns1.failover', 'ns1.failover'],
    ['ns.', 'ns'],
  ])('%s → %s', (text, expected) => {
    expect(referredName(text, 'failover')).toBe(expected);
  });
});

describe('a mailbox', () => {
  it.each([
    ['hostmaster@example.net', 'hostmaster.example.net'],
    ['dns.admin@Example.net.', 'dns\\.admin.example.net'],
    ['hostmaster.example.net.', 'hostmaster.example.net'],
  ])('%s as RNAME: %s', (text, expected) => {
    expect(mailbox.check(text)).toBe(true);
    expect(rname(text)).toBe(expected);
  });

  it.each(['@example.net', 'a@', 'a@b@c', 'a b@c', ''])('%s is none', (text) => {
    expect(mailbox.check(text)).toBe(false);
  });
});
