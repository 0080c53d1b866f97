import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Whom an address stands for: itself, or for IPv6 its /64, as one subscriber has all of that. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = ip.slice(ip.lastIndexOf(':') + 1);
  if (isIPv4(mapped)) return mapped;
  const [head = '', tail] = ip.split('%', 1)[0]!.split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? 0 : 8 - first!.length - last!.length;
  return [...first!, ...Array<string>(zeros).fill('0'), ...last!].slice(0, 4).join(':');
}

/** Whether an address is in one of these networks, written as in the config. */
export function membership(networks: readonly string[]): (ip: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [ip = '', bits] = network.split('/');
    const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
    list.addSubnet(ip, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (ip) => (isIPv4(ip) || isIPv6(ip)) && list.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
}
