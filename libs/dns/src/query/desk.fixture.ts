import packet, { type Answer, type OptAnswer, type Packet } from 'dns-packet';
import { Cookies } from '../cookie/cookies.js';
import { RATE_LIMIT_BYTES, RateLimiter } from '../limit/rate-limit.js';
import { COUNTER_SLOTS } from '../stats/counters.js';
import { type DnsStats, readStats } from '../stats/stats.js';
import { buildTable } from '../table/build.js';
import { type Table } from '../table/table.js';
import { type DomainSpec, type RateLimitOptions, type RecordSpec, type ZoneSpec } from '../types.js';
import { readZones } from '../zone/read.js';
import { type Random, randomFrom } from './random.js';
import { Responder } from './responder.js';

/** A zone `failover` with nothing in it but what is given. */
export function zoneOf(parts: Partial<ZoneSpec> = {}): ZoneSpec {
  const name = parts.name ?? 'failover';
  return {
    name,
    ttl: 300,
    negativeTtl: 30,
    soa: { mname: `ns1.${name}`, rname: `hostmaster.${name}`, serial: 7, refresh: 3600, retry: 600, expire: 604800 },
    ns: [`ns1.${name}`],
    records: [],
    domains: [],
    ...parts,
  };
}

/** `records('t.failover 60 TXT "a b"', …)` */
export function records(...lines: string[]): RecordSpec[] {
  return lines.map((line) => {
    const [, name, ttl, type, value] = /^(\S+) (\d+) (\S+) (.*)$/.exec(line)!;
    return { name: name!, ttl: Number(ttl), type: type!, value: value! };
  });
}

export function domain(
  name: string,
  addresses: string[],
  more: Partial<DomainSpec['answer']> = {},
  candidates?: string[],
): DomainSpec {
  return { name, candidates: candidates ?? addresses, answer: { addresses, ttl: 5, ...more } };
}

export interface DeskOptions {
  maxUdpSize?: number;
  nsid?: string;
  cookieSecrets?: string[];
  rateLimit?: RateLimitOptions;
  random?: Random;
}

export interface Question {
  tcp?: boolean;
  address?: string;
  /** Seconds since 1970. */
  now?: number;
  /** Parts of the query message, over the usual question. */
  message?: Packet;
  /** UDP size to send an OPT with; options as dns-packet takes them. */
  edns?: { size?: number; options?: unknown[]; version?: number; flags?: number };
}

/** The engine without sockets: zones in, questions in presentation text, answers in presentation text. */
export class Desk {
  readonly faults: unknown[] = [];
  readonly table: Table;
  readonly responder: Responder;
  private readonly counters = new Float64Array(COUNTER_SLOTS);
  private readonly out = new Uint8Array(65535);

  constructor(zones: ZoneSpec[], options: DeskOptions = {}) {
    const { model, faults } = readZones(zones);
    if (faults.length) throw new Error(JSON.stringify(faults));
    this.table = buildTable(model, 1);
    const { cookieSecrets, rateLimit, maxUdpSize = 1232 } = options;
    this.responder = new Responder(this.table, {
      maxUdpSize,
      opt: { size: maxUdpSize, nsid: new TextEncoder().encode(options.nsid ?? ''), keepalive: 100 },
      ...(cookieSecrets ? { cookies: new Cookies(cookieSecrets.map((hex) => Buffer.from(hex, 'hex'))) } : {}),
      ...(rateLimit ? { limiter: new RateLimiter(rateLimit, new ArrayBuffer(RATE_LIMIT_BYTES)) } : {}),
      counters: this.counters,
      worker: 0,
      random: options.random ?? randomFrom(1),
      onFault: (error) => this.faults.push(error),
    });
  }

  get stats(): DnsStats {
    return readStats(this.counters, 0);
  }

  /** The reply's bytes; empty for none. */
  send(query: Uint8Array, { tcp = false, address = '192.0.2.99', now = 1_700_000_000 }: Question = {}): Buffer {
    const client = { udp: !tcp, ipv6: address.includes(':'), address, now: now * 1000 };
    return Buffer.from(this.out.subarray(0, this.responder.respond(query, query.length, client, this.out)));
  }

  /** `ask('webmail.failover A')` → `['NOERROR aa', 'webmail.failover. 5 IN A 192.0.2.10']`. */
  ask(text: string, question: Question = {}): string[] {
    const reply = this.send(compose(text, question), question);
    return reply.length ? show(reply) : ['nothing'];
  }
}

export function compose(text: string, { message = {}, edns }: Question = {}): Buffer {
  const [name, type, klass = 'IN'] = text.split(' ');
  const number = /^TYPE(\d+)$/.exec(type!)?.[1];
  const opt = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: edns?.size ?? 1232,
    ednsVersion: edns?.version ?? 0,
    flags: edns?.flags ?? 0,
    extendedRcode: 0,
    options: edns?.options ?? [],
  };
  const query = packet.encode({
    type: 'query',
    id: 4660,
    flags: 0,
    questions: [{ name: name!, type: number ? 'NULL' : (type as 'A'), class: klass as 'IN' }],
    ...(edns ? { additionals: [opt as unknown as OptAnswer] } : {}),
    ...message,
  });
  // dns-packet knows no numbers, so the type that stood in for one is overwritten behind the name.
  if (number) query.writeUInt16BE(Number(number), (name === '.' ? 1 : name!.length + 2) + 12);
  return query;
}

/** A reply as an independent codec reads it: rcode and flags, then the records, those not in the answer with their section. */
export function show(reply: Buffer): string[] {
  const { flags = 0, answers = [], authorities = [], additionals = [] } = packet.decode(reply);
  const opt = additionals.find((one): one is OptAnswer => one.type === 'OPT');
  const rcode = (flags & 15) | ((opt?.extendedRcode ?? 0) << 4);
  const head = [RCODES[rcode] ?? `RCODE${rcode}`];
  for (const [bit, name] of FLAGS) if (flags & bit) head.push(name);
  return [
    head.join(' '),
    ...answers.map(showRecord),
    ...authorities.map((record) => `authority: ${showRecord(record)}`),
    ...additionals.filter((record) => record !== opt).map((record) => `additional: ${showRecord(record)}`),
    ...(opt ? [`opt: ${[opt.udpPayloadSize, ...(opt.flag_do ? ['do'] : []), ...opt.options.map(showOption)].join(' ')}`] : []),
  ];
}

const RCODES: Record<number, string> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  16: 'BADVERS',
};
const FLAGS: [number, string][] = [
  [0x0400, 'aa'],
  [0x0200, 'tc'],
  [0x0100, 'rd'],
  [0x0080, 'ra'],
  [0x0040, 'z'],
  [0x0020, 'ad'],
  [0x0010, 'cd'],
];

function showRecord(record: Answer): string {
  const { name, type } = record;
  const { ttl, class: klass } = record as { ttl?: number; class?: string };
  return `${name === '.' ? '' : name}. ${ttl} ${klass} ${type} ${showData((record as { data: unknown }).data)}`;
}

function showData(data: unknown): string {
  if (Buffer.isBuffer(data)) return data.toString('hex');
  if (Array.isArray(data)) return data.map((part) => (Buffer.isBuffer(part) ? `"${part.toString()}"` : String(part))).join(' ');
  if (typeof data === 'object')
    return Object.values(data as object)
      .map((part) => (Buffer.isBuffer(part) ? part.toString('hex') : String(part)))
      .join(' ');
  return String(data);
}

function showOption(option: unknown): string {
  const { code, data } = option as { code: number; data: Buffer };
  return code === 15 ? `EDE=${data.readUInt16BE(0)}${data.subarray(2).toString()}` : `${code}=${data.toString('hex')}`;
}
