import { SocketAddress } from 'node:net';
import { Packet } from 'dns2';

export interface Answer {
  /** `NOERROR`, `NXDOMAIN` … */
  status: string;
  authoritative: boolean;
  truncated: boolean;
  /** Sorted; of the type that was asked for. */
  addresses: string[];
  /** The least of the records; null: there are none. */
  ttl: number | null;
  /** Extended errors (RFC 8914), in words. */
  notes: string[];
}

interface Resource {
  type: number;
  ttl: number;
  address?: string;
  rdata?: { ednsCode: number; infoCode?: number; extraText?: string }[];
}

/** What a reply says that matters here. */
export function answerOf(bytes: Buffer): Answer {
  const { header, answers, additionals, errors } = Packet.parse(bytes) as unknown as {
    header: { rcode: number; aa: number; tc: number };
    answers: Resource[];
    additionals: Resource[];
    errors: Error[];
  };
  if (errors.length > 0) throw new Error(`its reply cannot be read (${errors[0]?.message})`);
  const records = answers.filter(({ address }) => address !== undefined);
  return {
    status: RCODES[header.rcode] ?? `RCODE${header.rcode}`,
    authoritative: header.aa === 1,
    truncated: header.tc === 1,
    addresses: records.map(({ address }) => canonical(address ?? '')).sort(),
    ttl: records.length === 0 ? null : Math.min(...records.map(({ ttl }) => ttl)),
    notes: additionals.flatMap(({ type, rdata }) => (type === Packet.TYPE.EDNS ? (rdata ?? []).flatMap(noteOf) : [])),
  };
}

const RCODES = Object.fromEntries(Object.entries(Packet.RCODE).map(([name, code]) => [code, name]));

/** An IPv6 address in its short form. */
export const canonical = (address: string): string =>
  address.includes(':') ? new SocketAddress({ address, family: 'ipv6' }).address : address;

function noteOf(option: NonNullable<Resource['rdata']>[number]): string[] {
  if (option.ednsCode !== Packet.EDNS_OPTION_CODE.EDE) return [];
  return [`EDE ${option.infoCode}${option.extraText ? `: ${option.extraText}` : ''}`];
}
