import { parseAddress } from '../wire/address.js';
import { FormatError } from '../wire/format-error.js';

/** Networks in CIDR form, or single addresses. */
export class Networks {
  private readonly list: { address: Uint8Array; bits: number }[];

  /** Throws FormatError. */
  constructor(texts: readonly string[]) {
    this.list = texts.map(parseNetwork);
  }

  /** Whether one of them holds the address of 4 or 16 bytes. */
  has(address: Uint8Array, length: number): boolean {
    for (const network of this.list) {
      if (network.address.length === length && sharesPrefix(network.address, address, network.bits)) return true;
    }
    return false;
  }
}

function parseNetwork(text: string): { address: Uint8Array; bits: number } {
  const [, host, prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host ?? '');
  const bits = prefix === undefined ? (address?.length ?? 0) * 8 : Number(prefix);
  if (!address || bits > address.length * 8) throw new FormatError(`${text} is no network (192.0.2.0/24)`);
  return { address, bits };
}

function sharesPrefix(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (a[i] !== b[i]) return false;
  const rest = bits & 7;
  return rest === 0 || ((a[whole]! ^ b[whole]!) & (0xff00 >> rest) & 0xff) === 0;
}
