import { BlockList, isIPv6 } from 'node:net';

/** Never probed unless the agent's own config allows it: a master must not turn its agents into scanners of their hosts. */
export const DENIED_BY_DEFAULT = [
  '0.0.0.0/8', // unspecified
  '::/128',
  '127.0.0.0/8', // loopback
  '::1/128',
  '169.254.0.0/16', // link-local, with the metadata service of most clouds
  'fe80::/10',
  'fd00:ec2::254/128', // metadata: AWS, Google, Alibaba
  'fd20:ce::254/128',
  '100.100.100.200/32',
  '224.0.0.0/4', // multicast
  'ff00::/8',
  '255.255.255.255/32',
];

/** Which addresses may be probed: what is allowed wins over what is denied, and everything else may be. */
export class Networks {
  readonly #allowed: BlockList;
  readonly #denied: BlockList;

  constructor(allow: string[] = [], deny: string[] = []) {
    this.#allowed = listOf(allow);
    this.#denied = listOf([...DENIED_BY_DEFAULT, ...deny]);
  }

  /** IPv4 addresses written as IPv6 (`::ffff:127.0.0.1`) are judged as IPv4. */
  permits(ip: string): boolean {
    const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
    return this.#allowed.check(ip, family) || !this.#denied.check(ip, family);
  }
}

function listOf(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [ip = '', bits] = network.split('/');
    const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
    list.addSubnet(ip, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
