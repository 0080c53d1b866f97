import { type DomainSpec, type RecordSpec, type ZoneSpec } from '../types.js';

/** A fault in what was given: where (`records[3].value`, `domains[0].name`) and what, for people. */
export interface ZoneFault {
  path: string;
  message: string;
}

/** All records of one type at one name; rdata in wire form, names in it uncompressed. */
export interface RecordSet {
  type: number;
  /** Seconds. Records that disagree get the lowest (RFC 2181 §5.2 wants them equal). */
  ttl: number;
  rdata: Uint8Array[];
}

/** A name that exists, with data or only because something lies below it (RFC 8020). */
export interface Node {
  /** Lower-cased wire form, a character for each byte: `nameKey`. A hundred thousand byte arrays would take 60 MB more. */
  name: string;
  zone: Zone;
  sets: RecordSet[];
  domain?: Domain;
  /** The delegation at or above this name inside its zone. */
  cut?: Node;
  /** The name `*.<this>`. */
  wildcard?: Node;
}

export interface Zone {
  spec: ZoneSpec;
  /** Lower-cased wire form of the apex, as bytes and as its node's name. */
  apex: Uint8Array;
  key: string;
  parent?: Zone;
}

export interface Domain {
  spec: DomainSpec;
  /** Position in `Model.domains`. */
  index: number;
  /** How many IPv4 and IPv6 addresses an answer can hold. */
  room4: number;
  room6: number;
}

export interface Model {
  zones: Zone[];
  /** By name. */
  nodes: Map<string, Node>;
  domains: Domain[];
}

export type { DomainSpec, RecordSpec, ZoneSpec };
