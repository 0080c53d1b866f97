import { domainToASCII } from 'node:url';
import { type Rule } from '@failover-dns/config';

const LONGEST_NAME = 253;

/** Why this is no DNS name; undefined when it is one. A wildcard is `*` as the whole first label. */
export function nameFault(text: string, { wildcard = false } = {}): string | undefined {
  const name = text.replace(/\.$/, '');
  if (name === '') return 'a name needs at least one label';
  if (name.length > LONGEST_NAME) return `it has ${name.length} characters; ${LONGEST_NAME} is the most`;
  const labels = (wildcard && name.startsWith('*.') ? name.slice(2) : name).split('.');
  for (const label of labels) {
    if (label === '') return 'a label between two dots is empty';
    if (label.length > 63) return `a label has ${label.length} characters; 63 is the most`;
    if (label.startsWith('-') || label.endsWith('-')) return 'a label may not begin or end with a hyphen';
    if (label.includes('*')) return wildcard ? '* stands for the whole first label, as in *.app' : 'no wildcard is allowed here';
    if (/[^\x20-\x7e]/.test(label)) return `write it as ${domainToASCII(name) || 'an A-label (xn--…)'}`;
    if (!/^[a-z0-9_-]+$/i.test(label)) return 'labels are made of letters, digits, hyphens and underscores';
  }
  return undefined;
}

const ruleOf = (expected: string, fault: (text: string) => string | undefined): Rule => ({
  expected,
  accepts: ['string'],
  check: (value) => typeof value === 'string' && fault(value) === undefined,
  hint: (value) => (typeof value === 'string' ? fault(value) : 'put it in quotes'),
  schema: { type: 'string', minLength: 1, maxLength: LONGEST_NAME + 1 },
});

export const zoneName = ruleOf('the name of a zone, such as failover or example.net', (text) => nameFault(text));

export const hostName = ruleOf('a DNS name', (text) => nameFault(text));

/** `hostmaster@example.net`, or `hostmaster.example.net` as in an SOA record. */
export const mailbox = ruleOf('a mail address, such as hostmaster@example.net', (text) => {
  const [local, host, more] = text.split('@');
  if (host === undefined) return nameFault(text);
  if (more !== undefined) return 'it holds more than one @';
  return /^[\w.+-]{1,63}$/.test(local!) ? nameFault(host) : 'before the @ stand letters, digits and . _ + -';
});

/** Lower case, without the final dot. */
export const canonicalName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

export const isWithin = (name: string, zone: string): boolean => name === zone || name.endsWith(`.${zone}`);

/**
 * The absolute name of what a zone's entry is called: `@` is the zone; a name that ends with the zone's name is absolute;
 * any other is relative to the zone, unless a final dot says that it is absolute. May lie outside the zone then.
 */
export function ownerName(text: string, zone: string): string {
  if (text === '@') return zone;
  const name = canonicalName(text);
  return isWithin(name, zone) || text.endsWith('.') ? name : `${name}.${zone}`;
}

/** A host that may lie anywhere: with a dot it is absolute, a single label is relative to the zone. */
export const referredName = (text: string, zone: string): string =>
  text.includes('.') ? canonicalName(text) : ownerName(text, zone);

/** A mailbox as SOA RNAME (RFC 1035 §8): the first label is the local part, its dots escaped. */
export function rname(text: string): string {
  const [local, host] = text.split('@');
  return host === undefined ? canonicalName(text) : `${local!.replaceAll('.', '\\.')}.${canonicalName(host)}`;
}
