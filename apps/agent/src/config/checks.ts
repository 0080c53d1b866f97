import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** `192.0.2.0/24`, `2001:db8::/32`, or one address. */
export function isNetwork(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [ip = '', bits, more] = value.split('/');
  const family = ip.includes('%') ? 0 : isIP(ip);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

export const IsNetwork = (options: ValidationOptions = {}) =>
  ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: isNetwork,
        defaultMessage: () => '$property must be a network such as 192.0.2.0/24 or 2001:db8::/32',
      },
    },
    options,
  );

/** The address of a master: http or https, a path before `/api/v1` allowed, no credentials (they would reach the logs). */
export function isServerUrl(value: unknown): boolean {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === '';
}

export const IsServerUrl = () =>
  ValidateBy({
    name: 'isServerUrl',
    validator: { validate: isServerUrl, defaultMessage: () => '$property must be an address such as http://192.0.2.53:8000' },
  });

/** `a, b c` as a list: the contract allows a string wherever it allows a list of tags. */
export function splitTags(value: unknown): unknown {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter((tag) => tag !== '') : value;
}

export const Tags = () => Transform(({ value }) => splitTags(value));
