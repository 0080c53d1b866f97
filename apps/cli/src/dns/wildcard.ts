/** The wildcard that answers for a name (RFC 4592): the one below its nearest ancestor that is there; null: none does. */
export function wildcardOf(name: string, domains: readonly string[]): string | null {
  const known = new Map(domains.map((domain) => [domain.toLowerCase(), domain]));
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  for (let cut = 1; cut < labels.length; cut++) {
    const ancestor = labels.slice(cut).join('.');
    const wildcard = known.get(`*.${ancestor}`);
    if (wildcard !== undefined) return wildcard;
    if (isThere(ancestor, known)) return null;
  }
  return null;
}

/** A name is there when it is a domain, or above one. */
const isThere = (name: string, known: ReadonlyMap<string, string>): boolean =>
  known.has(name) || [...known.keys()].some((domain) => domain.endsWith(`.${name}`));
