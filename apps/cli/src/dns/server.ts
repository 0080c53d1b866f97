import { isIPv6 } from 'node:net';
import { type GlobalOptions } from '../context.js';
import { misuse } from '../failure.js';
import { type Settings } from '../settings/settings.js';
import { type Server } from './ask.js';

/** A `--server` without `://` means the DNS server, and is taken out of the options; then the API is where it is otherwise. */
export function givenServer(options: GlobalOptions, dns: string | undefined, settings: () => Settings): Server | null {
  let given = dns;
  if (given === undefined && options.server !== undefined && !options.server.includes('://')) {
    given = options.server;
    delete options.server;
  }
  given ??= settings().dns;
  return given === undefined ? null : placeOf(given);
}

/** Where a master whose API is at `url` answers DNS, as it says itself; one that does not say: at port 53. */
export function serverOf(url: string, listening: readonly { address: string; port: number }[]): Server {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const best =
    listening.find(({ address }) => address === host) ??
    listening.find(({ address }) => EVERYWHERE.includes(address)) ??
    listening[0];
  if (best === undefined) return { host, port: 53 };
  return { host: EVERYWHERE.includes(best.address) ? host : best.address, port: best.port };
}

const EVERYWHERE = ['::', '0.0.0.0'];

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`, `ns1.example:53` */
export function placeOf(text: string): Server {
  if (isIPv6(text)) return { host: text, port: 53 };
  const [, six, host = six, port = '53'] = /^(?:\[([^\]]+)\]|([^:[\]\s/]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const number = Number(port);
  if (host === undefined || number < 1 || number > 65_535) throw misuse(`"${text}" is no DNS server`, 'write HOST or HOST:PORT');
  return { host, port: number };
}
