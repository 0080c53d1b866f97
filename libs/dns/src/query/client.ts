/** Who asks. The transport owns one and fills it for every query. */
export interface Client {
  udp: boolean;
  ipv6: boolean;
  /** IP literal, perhaps with a zone id; only read when cookies or rate limiting are on. */
  address: string;
  /** Unix time in milliseconds; only read when cookies or rate limiting are on. */
  now: number;
}
