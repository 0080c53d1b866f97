import { CHECK_TYPES, type CheckType, readParams } from '@failover-dns/contracts';
import { type Path, show } from '@failover-dns/config';
import { type TargetCheck } from '../master-config.js';
import { type Report } from '../report.js';
import { MODE_KEYS, type ModeKeys, paramValue } from '../sections/mode-keys.js';
import { type Check, type WrittenKeys } from './checks.js';

/** Modes that cannot do without being told something. */
const NEEDY = CHECK_TYPES.filter((type) => typeof readParams(type, {}) === 'string');

/** What a check is told: of each key that its mode knows the value in the first section that has it. */
export function compileParams(
  type: CheckType,
  sections: readonly WrittenKeys[],
  check: Check,
  report: Report,
): Pick<TargetCheck, 'params'> {
  if (report.isBroken([...check.at, 'mode'])) return {};
  const places = new Map<string, Path>();
  const params: Record<string, unknown> = {};
  for (const { key, modes } of MODE_KEYS) {
    if (!modes.includes(type)) continue;
    const said = sections.find(({ section }) => isSaid(section, key));
    if (said === undefined) continue;
    params[key] = paramValue(type, key, said.section[key]);
    places.set(key, [...said.at, key]);
  }
  if (places.size === 0 && !NEEDY.includes(type)) return {};
  complain(type, params, places, check, report);
  return { params };
}

/** Reports the keys of a section that none of the modes that it speaks to knows. */
export function checkKeys({ section, at }: WrittenKeys, types: readonly CheckType[], report: Report): void {
  for (const { key, modes } of MODE_KEYS) {
    if (!isSaid(section, key) || types.some((type) => modes.includes(type))) continue;
    const known = MODE_KEYS.filter((one) => types.some((type) => one.modes.includes(type))).map((one) => one.key);
    const spoken = [...new Set(types)].join(', ');
    report.fault([...at, key], key, `a key of mode ${spoken}: ${known.join(', ')}`, `it belongs to ${modes.join(', ')}`);
  }
}

const isSaid = (section: ModeKeys, key: string): boolean => {
  const value = section[key];
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
};

const SECRETS = ['send', 'send_hex', 'body', 'path', 'headers'];

/** Every fault of the parameters, each at the key that it is about: `params.path is "x"; expected a path …`. */
function complain(
  type: CheckType,
  params: Record<string, unknown>,
  places: ReadonlyMap<string, Path>,
  check: Check,
  report: Report,
): void {
  const rest = { ...params };
  for (;;) {
    const sentence = readParams(type, rest);
    if (typeof sentence !== 'string') return;
    const [, key = '', found = '', expected = sentence] = /^params\.(\w+) (.*?); expected (.*)$/s.exec(sentence) ?? [];
    const at = places.get(key);
    if (at === undefined) return report.fault([...check.at, 'mode'], `${type} without ${key}`, expected);
    const together = found.startsWith('and ') ? `${key} ${found}`.replaceAll('params.', '') : undefined;
    report.fault(at, together ?? (SECRETS.includes(key) ? `this ${key}` : show(params[key])), expected);
    delete rest[key];
  }
}
