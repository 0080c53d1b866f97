import { type ZoneSpec } from '../types.js';
import { FormatError } from '../wire/format-error.js';
import { isWithin, lowerName, nameKey, parentName, parseName } from '../wire/name.js';
import { checkNodes } from './check.js';
import { addDomain } from './domains.js';
import { linkNodes } from './link.js';
import { type Model, type Node, type Zone, type ZoneFault } from './model.js';
import { type ZoneReader } from './reader.js';
import { addRecords } from './records.js';
import { composeSoa } from './soa.js';
import { finish, isStep, type Steps } from './steps.js';

const MAX_TTL = 0x7fffffff;

/**
 * Reads zones whole into nodes by name and links them. Faults are collected, never thrown; a model with faults must not be served.
 * Names of a parent zone that fall into a child zone given here are the child's: records there are dropped (glue), domains are faults.
 */
export function readZones(specs: readonly ZoneSpec[], single = false): ReadZones {
  return finish(readZonesInSteps(specs, single));
}

export interface ReadZones {
  model: Model;
  faults: ZoneFault[];
}

/** `readZones` for many names on a thread that has other things to do. */
export function* readZonesInSteps(specs: readonly ZoneSpec[], single = false): Steps<ReadZones> {
  const faults: ZoneFault[] = [];
  const model: Model = { zones: [], nodes: new Map(), domains: [] };
  const apexes = new Map<string, Zone>();
  const readers: ZoneReader[] = [];
  specs.forEach((spec, i) => {
    const base = faultReader(faults, single ? '' : `zones[${i}].`);
    const apex = base.attempt('name', () => lowerName(parseName(spec.name)));
    if (!apex) return;
    const key = nameKey(apex);
    if (apexes.has(key)) return base.fault('name', `${spec.name} is there twice`);
    const zone: Zone = { spec, apex, key };
    apexes.set(key, zone);
    model.zones.push(zone);
    readers.push({ ...base, zone, place: (name, path) => place(model, apexes, zone, base, name, path) });
  });
  for (const zone of model.zones) zone.parent = parentOf(apexes, zone);
  for (const reader of readers) readApex(model, reader);
  for (const reader of readers) {
    yield* addRecords(reader);
    const { domains } = reader.zone.spec;
    for (let i = 0; i < domains.length; i++) {
      addDomain(model, reader, domains[i]!, `domains[${i}]`);
      if (isStep(i)) yield;
    }
  }
  yield* linkNodes(model);
  yield* checkNodes(model, readers);
  return { model, faults };
}

/** Faults of one zone, without starting anything. Empty: the zone can be served. */
export function validateZone(zone: ZoneSpec): ZoneFault[] {
  return readZones([zone], true).faults;
}

function faultReader(faults: ZoneFault[], prefix: string): Omit<ZoneReader, 'zone' | 'place'> {
  const fault = (path: string, message: string) => void faults.push({ path: prefix + path, message });
  return {
    fault,
    attempt: (path, read) => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        fault(path, error.message);
        return undefined;
      }
    },
    ttl: (path, value) => {
      if (!Number.isInteger(value) || value < 0 || value > MAX_TTL) fault(path, `${value} is no TTL (0–${MAX_TTL} seconds)`);
    },
  };
}

function readApex(model: Model, reader: ZoneReader): void {
  const { spec, apex } = reader.zone;
  reader.ttl('ttl', spec.ttl);
  reader.ttl('negativeTtl', spec.negativeTtl);
  reader.attempt('soa', () => composeSoa(spec, apex));
  if (spec.ns.length === 0) reader.fault('ns', 'a zone needs at least one name server');
  const rdata = spec.ns.map((name, i) => reader.attempt(`ns[${i}]`, () => parseName(name)) ?? new Uint8Array(1));
  const node = nodeAt(model, reader.zone.key, reader.zone);
  node.sets.push({ type: 2, ttl: spec.ttl, rdata });
}

function place(
  model: Model,
  apexes: Map<string, Zone>,
  zone: Zone,
  base: Pick<ZoneReader, 'fault' | 'attempt'>,
  text: string,
  path: string,
): { node: Node; mine: boolean } | undefined {
  const wire = base.attempt(path, () => lowerName(parseName(text)));
  if (!wire) return undefined;
  const name = nameKey(wire);
  if (!isWithin(wire, zone.apex)) {
    base.fault(path, `${text} is outside the zone ${zone.spec.name}`);
    return undefined;
  }
  const owner = ownerOf(apexes, name) ?? zone;
  if (owner !== zone) return { node: model.nodes.get(name) ?? { name, zone: owner, sets: [] }, mine: false };
  return { node: nodeAt(model, name, zone), mine: true };
}

/** The node of a name, made with every empty non-terminal between it and its apex. */
function nodeAt(model: Model, name: string, zone: Zone): Node {
  const known = model.nodes.get(name);
  if (known) return known;
  const node: Node = { name, zone, sets: [] };
  model.nodes.set(name, node);
  if (name.length > zone.key.length) nodeAt(model, parentName(name), zone);
  return node;
}

function ownerOf(apexes: Map<string, Zone>, name: string): Zone | undefined {
  if (apexes.size === 1) return undefined;
  for (let above = name; above; above = parentName(above)) {
    const zone = apexes.get(above);
    if (zone) return zone;
  }
  return undefined;
}

function parentOf(apexes: Map<string, Zone>, zone: Zone): Zone | undefined {
  return ownerOf(apexes, parentName(zone.key));
}
