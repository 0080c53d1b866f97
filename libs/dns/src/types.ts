/**
 * What the engine is given, as plain values. Names and rdata are in presentation format (RFC 1035 §5.1), with or without
 * the final dot, absolute except for names within a record's value; TTLs are seconds.
 */

export interface ZoneSpec {
  /** Apex, for example `failover`. */
  name: string;
  /** TTL of the apex SOA and NS records. */
  ttl: number;
  /** TTL of the SOA in negative answers, and its MINIMUM field (RFC 2308 §3). */
  negativeTtl: number;
  soa: { mname: string; rname: string; serial: number; refresh: number; retry: number; expire: number };
  ns: readonly string[];
  records: readonly RecordSpec[];
  domains: readonly DomainSpec[];
}

/** A static record. */
export interface RecordSpec {
  name: string;
  /** Mnemonic (`TXT`) or RFC 3597 (`TYPE65280`). */
  type: string;
  /** Rdata in presentation format, its names without a dot being relative to the zone and `@` the zone itself; RFC 3597 `\# 4 0a000001` for any type. */
  value: string;
  ttl: number;
}

/** A name whose A and AAAA follow decisions. May be a wildcard (`*.app.failover`). */
export interface DomainSpec {
  name: string;
  /** Every address that an answer to this name can ever hold: room for the largest is reserved ahead. */
  candidates: readonly string[];
  answer: AnswerSpec;
}

/** What a domain answers now. */
export interface AnswerSpec {
  /** IPv4 and IPv6 mixed; a family without an address is answered NODATA. */
  addresses: readonly string[];
  ttl: number;
  /** SERVFAIL instead of addresses. */
  servfail?: boolean;
  /** At most so many records of a family in one answer, the default being all, with weights 1; which ones rotates or is drawn. */
  maxAnswers?: number;
  /**
   * One for each address, whole numbers from 0 to 1000: every query draws its records by them, the first drawn first. 0 is never
   * drawn, unless all of the family are 0: then they count as equal. Without weights the records are answered in turn.
   */
  weights?: readonly number[];
  /** Extended DNS error (RFC 8914) on this answer. `text` ≤ 80 bytes of UTF-8. */
  ede?: { code: number; text: string };
}

export interface ListenAddress {
  /** IPv4 or IPv6 literal. */
  address: string;
  /** 0 lets the system choose; UDP and TCP then share the chosen one. */
  port: number;
}

export interface DnsServerOptions {
  listen: readonly ListenAddress[];
  /** Worker threads, each with its own sockets (SO_REUSEPORT). */
  workers: number;
  /** Largest UDP reply in bytes, 512–4096; 1232 avoids fragments (DNS Flag Day 2020). */
  maxUdpSize: number;
  tcp: TcpOptions;
  /** NSID (RFC 5001) to send when asked; empty: none. */
  nsid?: string;
  /** Server cookie secrets (RFC 9018), hex of 16 bytes: the current one first, then the previous one. */
  cookieSecrets?: readonly string[];
  rateLimit?: RateLimitOptions;
  /** Called with one line for each fault that was survived (a worker that died and was replaced, a socket error). */
  onFault?: (message: string) => void;
}

export interface TcpOptions {
  /** Open connections of all workers together; at the cap the one that was idle for longest is closed for a new one. */
  maxConnections: number;
  /** Seconds without a question after which a connection is closed. */
  idleSec: number;
  /** Open connections of one address to one worker; default: half of the worker's share of `maxConnections`. */
  maxPerClient?: number;
  /** Seconds that one message may take from its first byte to its last; default: 5, at most `idleSec`. */
  deadlineSec?: number;
}

export interface RateLimitOptions {
  /** Replies per second to one client prefix for one kind of answer. */
  responsesPerSecond: number;
  /** Each `slip`-th limited reply is sent empty with TC set; 0: never. */
  slip: number;
  ipv4Prefix: number;
  ipv6Prefix: number;
  /** Networks in CIDR form that are never limited. */
  exempt: readonly string[];
}
