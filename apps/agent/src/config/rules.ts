import { isIP } from 'node:net';
import { rules } from '@failover-dns/config';

/** One tag or several: the contract allows a string, with commas or spaces, wherever it allows a list of tags. */
export const tags: rules.Rule = {
  expected: 'tags in text, separated by commas or spaces',
  accepts: ['string'],
  check: (value) => typeof value === 'string' && value.length <= 1000,
  hint: rules.text().hint!,
  schema: { type: 'string', maxLength: 1000 },
};

export const splitTags = (texts: string[]): string[] => [
  ...new Set(texts.flatMap((text) => text.split(/[\s,]+/)).filter((tag) => tag !== '')),
];

/** `192.0.2.0/24`, `2001:db8::/32`, or one address. */
export const network: rules.Rule = {
  expected: 'a network such as 192.0.2.0/24 or 2001:db8::/32',
  accepts: ['string'],
  check: isNetwork,
  schema: { type: 'string' },
};

function isNetwork(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [ip = '', bits, more] = value.split('/');
  const family = ip.includes('%') ? 0 : isIP(ip);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

/** The address of a master. A path before `/api/v1` is allowed; credentials are not, as they would reach the logs. */
export const serverUrl: rules.Rule = {
  ...rules.httpUrl,
  expected: 'the address of a master, such as http://192.0.2.53:8000',
  check: (value) => {
    if (!rules.httpUrl.check(value)) return false;
    const { username, password, search, hash } = new URL(value as string);
    return username + password + search + hash === '';
  },
};
