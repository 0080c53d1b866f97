import { rules } from '@failover-dns/config';

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
