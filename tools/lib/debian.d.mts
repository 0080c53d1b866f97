/** What TypeScript must know of `debian.mjs`, which is plain JavaScript because it runs before anything is installed. */
export function missingPackages(): string[];
export function installPackages(names: readonly string[]): Promise<{ code: number; output: string }>;
