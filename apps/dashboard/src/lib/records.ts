export interface RecordChange {
  address: string;
  change: 'kept' | 'gone' | 'new';
}

/** What was answered, each kept or gone, and then what is new. */
export function recordChanges(now: readonly string[], then: readonly string[]): RecordChange[] {
  return [
    ...now.map((address) => ({ address, change: then.includes(address) ? ('kept' as const) : ('gone' as const) })),
    ...then.filter((address) => !now.includes(address)).map((address) => ({ address, change: 'new' as const })),
  ];
}

/** `TTL 30, was 5` */
export const ttlWords = (then: number, now: number | undefined): string =>
  now === undefined || now === then ? `TTL ${then}` : `TTL ${then}, was ${now}`;
