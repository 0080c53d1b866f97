import { composeRdata, typeCode } from '../rdata/compose.js';
import { TYPE } from '../wire/codes.js';
import { WILDCARD } from './link.js';
import { isStep, type Steps } from './steps.js';
import { type Node, type RecordSpec } from './model.js';
import { type ZoneReader } from './reader.js';

/** Types that a zone cannot hold as plain records here, with the reason. */
function refusal(type: number): string | undefined {
  if (type === TYPE.SOA) return 'is made from the zone’s own settings';
  if (type === TYPE.DNAME) return 'is not supported, because it would have to rewrite names';
  if (type === TYPE.OPT || (type >= 128 && type <= 255)) return 'is only for questions, not for data';
  return undefined;
}

/** Adds a zone's static records to their nodes. */
export function* addRecords(reader: ZoneReader): Steps {
  const { records } = reader.zone.spec;
  for (let i = 0; i < records.length; i++) {
    readRecord(reader, records[i]!, `records[${i}]`);
    if (isStep(i)) yield;
  }
}

function readRecord(reader: ZoneReader, record: RecordSpec, path: string): void {
  const at = reader.place(record.name, `${path}.name`);
  reader.ttl(`${path}.ttl`, record.ttl);
  const type = reader.attempt(`${path}.type`, () => typeCode(record.type));
  if (type === undefined) return;
  const reason = refusal(type);
  if (reason) return reader.fault(`${path}.type`, `${record.type} ${reason}`);
  const rdata = reader.attempt(`${path}.value`, () => composeRdata(type, record.value, reader.zone.spec.name));
  if (!at || !rdata) return;
  // The parent speaks for the DS of a child (RFC 4035 §2.4); anything else at or below a child's apex is the child's.
  const isParentsDs = type === TYPE.DS && at.node.name === at.node.zone.key;
  if (!at.mine && !isParentsDs) return;
  if (type === TYPE.NS && at.node.name === reader.zone.key) {
    return reader.fault(`${path}.type`, 'the name servers of the zone itself belong in its list `ns`');
  }
  if (type === TYPE.NS && at.node.name.startsWith(WILDCARD)) {
    return reader.fault(`${path}.type`, 'a wildcard cannot be delegated (RFC 4592 §4.2)');
  }
  addRecord(at.node, type, record.ttl, rdata);
}

function addRecord(node: Node, type: number, ttl: number, rdata: Uint8Array): void {
  const set = node.sets.find((one) => one.type === type);
  if (!set) return void node.sets.push({ type, ttl, rdata: [rdata] });
  set.ttl = Math.min(set.ttl, ttl);
  const same = (other: Uint8Array) => other.length === rdata.length && other.every((byte, i) => byte === rdata[i]);
  if (!set.rdata.some(same)) set.rdata.push(rdata);
}
