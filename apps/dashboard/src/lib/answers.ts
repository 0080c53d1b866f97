const FIT = { v4: 2, v6: 1 } as const;

/** The addresses that fit in a row, and how many do not. */
export function shownAddresses(addresses: readonly string[]): { shown: readonly string[]; more: number } {
  const fit = addresses[0]?.includes(':') || addresses[1]?.includes(':') ? FIT.v6 : FIT.v4;
  return { shown: addresses.slice(0, fit), more: Math.max(0, addresses.length - fit) };
}
