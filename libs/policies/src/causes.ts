import { DOMAIN_STATES, type DomainStateName } from './model.js';
import { byCount, type Trouble } from './trouble.js';

export interface TroubledDomain extends Trouble {
  domain: string;
  state: DomainStateName;
  /** Any clock. */
  since: number;
}

/** One story behind many rows. */
export interface Cause {
  kind: 'target' | 'prefix' | 'agent';
  name: string;
  /** What is the matter with it. */
  what: string;
  /** The worst of its domains. */
  state: DomainStateName;
  /** The earliest of its domains. */
  since: number;
  /** Failing targets; 0 for an agent. */
  targets: number;
  domains: string[];
}

interface Candidate {
  kind: Cause['kind'];
  name: string;
  /** Of each failing target, by each of its domains. */
  words: Map<string, string[]>;
  domains: number;
  explains: TroubledDomain[];
}

/** So many failing addresses of one /24 or /64 are one story. */
const PREFIX_TARGETS = 5;
const NAMED_WORDS = 2;
const KINDS = ['prefix', 'target', 'agent'] as const;

/**
 * Groups troubled domains by what is behind them, the largest group first. Each domain is explained once, by the candidate that most
 * domains share: a prefix with five or more failing addresses, a failing target, or, where no target is down, a silent agent.
 */
export function causesOf(troubled: readonly TroubledDomain[]): Cause[] {
  const prefixes = brokenPrefixes(troubled);
  const candidates = new Map<string, Candidate>();
  const found = troubled.map((domain) => candidatesOf(domain, prefixes, candidates));
  troubled.forEach((domain, index) => {
    const [best] = (found[index] ?? []).sort(larger);
    best?.explains.push(domain);
  });
  return [...candidates.values()]
    .filter(({ explains }) => explains.length > 0)
    .map(causeOf)
    .sort(worse);
}

function candidatesOf(
  { failing, silent }: TroubledDomain,
  prefixes: ReadonlySet<string>,
  into: Map<string, Candidate>,
): Candidate[] {
  const own = new Set<Candidate>();
  const add = (kind: Cause['kind'], name: string): Candidate => {
    const key = `${kind} ${name}`;
    const candidate: Candidate = into.get(key) ?? { kind, name, words: new Map(), domains: 0, explains: [] };
    into.set(key, candidate);
    own.add(candidate);
    return candidate;
  };
  if (silent.length > 0) for (const agent of silent) add('agent', agent);
  else {
    for (const { name, ip, word } of failing) {
      const prefix = prefixOf(ip);
      const { words } = prefixes.has(prefix) ? add('prefix', prefix) : add('target', name);
      const said = words.get(name) ?? [];
      words.set(name, said);
      said.push(word);
    }
  }
  for (const candidate of own) candidate.domains++;
  return [...own];
}

function brokenPrefixes(troubled: readonly TroubledDomain[]): Set<string> {
  const addresses = new Map<string, Set<string>>();
  for (const { failing, silent } of troubled) {
    if (silent.length > 0) continue;
    for (const { ip } of failing) {
      const prefix = prefixOf(ip);
      addresses.set(prefix, (addresses.get(prefix) ?? new Set()).add(ip));
    }
  }
  return new Set([...addresses].filter(([, ips]) => ips.size >= PREFIX_TARGETS).map(([prefix]) => prefix));
}

/** `192.0.2.0/24`, `2001:db8:0:1::/64` */
export function prefixOf(ip: string): string {
  if (!ip.includes(':')) return `${ip.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail] = ip.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? first : [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  while (network.at(-1) === '0') network.pop();
  return `${network.join(':')}::/64`;
}

const larger = (one: Candidate, other: Candidate): number =>
  other.domains - one.domains || KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || (one.name < other.name ? -1 : 1);

const severity = (state: DomainStateName): number => DOMAIN_STATES.indexOf(state);

function causeOf({ kind, name, words, explains }: Candidate): Cause {
  const worst = explains.reduce((one, other) => (severity(other.state) < severity(one.state) ? other : one));
  return {
    kind,
    name,
    what: kind === 'agent' ? 'silent' : wordsOf(words),
    state: worst.state,
    since: explains.reduce((first, { since }) => Math.min(first, since), Number.POSITIVE_INFINITY),
    targets: words.size,
    domains: explains.map(({ domain }) => domain),
  };
}

/** `refused`; where targets differ `6 refused, 2 no report yet, 3 otherwise` */
function wordsOf(words: Candidate['words']): string {
  const counts = byCount([...words.values()].map((said) => byCount(said)[0]![0]));
  if (counts.length === 1) return counts[0]![0];
  const others = counts.slice(NAMED_WORDS).reduce((sum, [, count]) => sum + count, 0);
  const named = counts.slice(0, NAMED_WORDS).map(([word, count]) => `${count} ${word}`);
  return [...named, ...(others === 0 ? [] : [`${others} otherwise`])].join(', ');
}

const worse = (one: Cause, other: Cause): number =>
  other.domains.length - one.domains.length || severity(one.state) - severity(other.state) || (one.name < other.name ? -1 : 1);
