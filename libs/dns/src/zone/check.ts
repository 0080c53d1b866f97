import { TYPE } from '../wire/codes.js';
import { formatName, keyBytes } from '../wire/name.js';
import { type Model, type Node } from './model.js';
import { type ZoneReader } from './reader.js';
import { type Steps, isStep } from './steps.js';

const MAX_SET_BYTES = 60_000;
const ADDRESS_TYPES: readonly number[] = [TYPE.A, TYPE.AAAA];

/** Faults that only show once all data of a name is together. */
export function* checkNodes(model: Model, readers: readonly ZoneReader[]): Steps {
  const byZone = new Map(readers.map((reader) => [reader.zone, reader]));
  let i = 0;
  for (const node of model.nodes.values()) {
    if (isStep(i++)) yield;
    const reader = byZone.get(node.zone)!;
    for (const message of faultsOf(node)) reader.fault(pathOf(node, reader), `${nodeName(node)} ${message}`);
  }
}

function* faultsOf(node: Node): Generator<string> {
  const types = node.sets.map((set) => set.type);
  const cname = node.sets.find((set) => set.type === TYPE.CNAME);
  if (cname && (types.length > 1 || node.domain)) yield 'has other data beside its CNAME (RFC 1034 §3.6.2)';
  if (cname && cname.rdata.length > 1) yield 'has more than one CNAME';
  if (node.domain && types.some((type) => ADDRESS_TYPES.includes(type))) yield 'is a domain and has static addresses too';
  if (node.cut && node.domain) yield `is hidden by the delegation of ${nodeName(node.cut)}`;
  if (node.cut && node.cut !== node && types.some((type) => !ADDRESS_TYPES.includes(type))) {
    yield `is hidden by the delegation of ${nodeName(node.cut)}; only addresses (glue) can stand there`;
  }
  if (node.cut === node && types.some((type) => ![TYPE.NS, TYPE.DS, ...ADDRESS_TYPES].includes(type))) {
    yield 'is delegated and has other data beside NS and DS';
  }
  for (const set of node.sets) {
    const bytes = set.rdata.reduce((sum, rdata) => sum + 12 + rdata.length, 0);
    if (bytes > MAX_SET_BYTES) yield `has ${bytes} bytes of one type; ${MAX_SET_BYTES} is the most`;
  }
}

/** Where the user wrote this name last: a domain or a record. */
function pathOf(node: Node, reader: ZoneReader): string {
  const { domains, records } = reader.zone.spec;
  if (node.domain) return `domains[${domains.indexOf(node.domain.spec)}].name`;
  const same = (name: string) => {
    const text = nodeName(node);
    return (name.endsWith('.') ? name : `${name}.`).toLowerCase() === text;
  };
  const index = records.findLastIndex((record) => same(record.name));
  return index < 0 ? 'ns' : `records[${index}].name`;
}

function nodeName(node: Node): string {
  return formatName(keyBytes(node.name));
}
