import { type Node, type Zone } from './model.js';

/** What the readers of a zone's parts share: where to put nodes and faults. */
export interface ZoneReader {
  zone: Zone;
  /** The node of a name in presentation format, made when new; undefined, with a fault noted, if it has no place in this zone. */
  place(name: string, path: string): { node: Node; mine: boolean } | undefined;
  fault(path: string, message: string): void;
  /** Runs `read`; a FormatError becomes a fault. */
  attempt<T>(path: string, read: () => T): T | undefined;
  /** Checks a TTL in seconds (RFC 2181 §8). */
  ttl(path: string, value: number): void;
}
