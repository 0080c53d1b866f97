import { type AnswerSpec, type DomainSpec } from '../types.js';
import { addressFamily } from '../wire/address.js';
import { type Model } from './model.js';
import { type ZoneReader } from './reader.js';
import { checkWeights } from './weights.js';

/** Adds a name whose A and AAAA follow decisions. */
export function addDomain(model: Model, reader: ZoneReader, spec: DomainSpec, path: string): void {
  const at = reader.place(spec.name, `${path}.name`);
  const answer = countFamilies(reader, spec.answer.addresses, `${path}.answer.addresses`);
  const room = countFamilies(reader, spec.candidates, `${path}.candidates`);
  reader.ttl(`${path}.answer.ttl`, spec.answer.ttl);
  checkEde(reader, spec.answer, `${path}.answer.ede`);
  checkWeights(spec.answer, (at, message) => reader.fault(`${path}.answer.weights${at}`, message));
  if (!at) return;
  if (!at.mine) return reader.fault(`${path}.name`, `${spec.name} belongs to the zone ${at.node.zone.spec.name}`);
  if (at.node.domain) return reader.fault(`${path}.name`, `${spec.name} is there twice`);
  const [room4, room6] = [Math.max(room[0], answer[0]), Math.max(room[1], answer[1])];
  // More would not fit into a message over TCP (64 KiB) with the question and options around it.
  if (room4 * 16 > 60_000 || room6 * 28 > 60_000) {
    return reader.fault(`${path}.candidates`, `${room4 + room6} addresses do not fit into one answer`);
  }
  at.node.domain = { spec, index: model.domains.length, room4, room6 };
  model.domains.push(at.node.domain);
}

function countFamilies(reader: ZoneReader, addresses: readonly string[], path: string): [number, number] {
  const seen: [number, number] = [0, 0];
  for (let i = 0; i < addresses.length; i++) {
    const family = addressFamily(addresses[i]!);
    if (family === 0) reader.fault(`${path}[${i}]`, `${addresses[i]} is not an IPv4 or IPv6 address`);
    else seen[family === 4 ? 0 : 1]++;
  }
  return seen;
}

function checkEde(reader: ZoneReader, { ede }: AnswerSpec, path: string): void {
  if (!ede) return;
  if (!Number.isInteger(ede.code) || ede.code < 0 || ede.code > 65535) reader.fault(`${path}.code`, `${ede.code} is no code`);
  const { length } = new TextEncoder().encode(ede.text);
  if (length > 80) reader.fault(`${path}.text`, `${length} bytes of text; 80 is the most`);
}
