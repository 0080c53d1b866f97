/** `192.0.2.10:443`, `[2001:db8::1]:443`, or the bare address where there is no port: as the master names it. */
export function targetName({ ip, port }: { ip: string; port: number | null }): string {
  if (port === null) return ip;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
