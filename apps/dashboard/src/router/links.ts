/** The addresses of the pages. */
export const links = {
  overview: '/',
  agents: '/agents',
  whatIf: '/what-if',
  operate: '/operate',
  domain: (name: string): string => `/domains/${encodeURIComponent(name)}`,
} as const;

/** The domain that a path names; null: it names none. */
export function domainOf(path: string): string | null {
  const found = /^\/domains\/([^/]+)$/.exec(path)?.[1];
  if (found === undefined) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}
