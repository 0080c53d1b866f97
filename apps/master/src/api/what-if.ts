import { type SimulateRequestDto } from '@failover-dns/contracts';
import { targetName } from '@failover-dns/policies';
import { canonicalAddress } from '../config/address.js';
import { canonicalName } from '../config/names.js';
import { type DomainConfig } from '../config/master-config.js';
import { Problem } from './problem.js';

const SHOWN = 20;

/** The places of the targets that are named, by domain; 422 for one that there is not. */
export function targetsNamed(
  wanted: SimulateRequestDto['targets_down'],
  domains: ReadonlyMap<string, DomainConfig>,
): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const unknown = (wanted ?? []).filter((text) => !find(text, domains, found));
  if (unknown.length > 0) {
    const known = [...new Set([...domains.values()].flatMap(({ targets }) => targets.map(targetName)))];
    const list = known.slice(0, SHOWN).join(', ') + (known.length > SHOWN ? ` and ${known.length - SHOWN} more` : '');
    throw new Problem(422, `${unknown.join(', ')}: no such target; the targets are ${list || 'none'}`, {
      errors: unknown.map((text) => ({ path: `targets_down[${wanted?.indexOf(text)}]`, detail: `no target "${text}"` })),
    });
  }
  return found;
}

function find(text: string, domains: ReadonlyMap<string, DomainConfig>, found: Map<string, Set<number>>): boolean {
  const [, name, rest = ''] = /^(?:([^/]*)\/)?(.*)$/s.exec(text) ?? [];
  const { ip, port } = addressOf(rest);
  let known = false;
  for (const domain of name === undefined ? domains.values() : [domains.get(canonicalName(name))]) {
    domain?.targets.forEach((target, index) => {
      if (target.ip !== ip || (port !== null && target.port !== port)) return;
      known = true;
      found.set(domain.name, (found.get(domain.name) ?? new Set()).add(index));
    });
  }
  return known;
}

/** `192.0.2.10`, `192.0.2.10:443`, `2001:db8::10`, `[2001:db8::10]:443` */
function addressOf(text: string): { ip: string; port: number | null } {
  const [, six, four, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  return { ip: canonicalAddress(six ?? four ?? text), port: port === undefined ? null : Number(port) };
}
