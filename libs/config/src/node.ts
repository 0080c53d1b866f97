import { type Path, type Place } from './fault.js';
import { type Scalar } from './scalar.js';
import { type Source } from './source.js';

/** A YAML document as a tree in which each node knows where it was written. Immutable; aliases share nodes. */
export type Node = ScalarNode | ListNode | MapNode;

interface Written {
  source: Source;
  offset: number;
}

export interface ScalarNode extends Written {
  kind: 'scalar';
  value: Scalar;
  /** A string that may hold `${NAME}`. */
  text: string;
}

export interface ListNode extends Written {
  kind: 'list';
  items: Node[];
}

export interface MapNode extends Written {
  kind: 'map';
  entries: Map<string, Entry>;
}

/** A key with its value; `offset` is the key's. */
export interface Entry extends Written {
  value: Node;
}

export const placeOf = (written: Written): Place => written.source.place(written.offset);

export const isEmpty = (node: Node): boolean => node.kind === 'scalar' && node.value === null;

/** `over` laid upon `under`: mappings merge key by key, everything else of `over` wins. `x` and `x_file` replace each other. */
export function mergeNodes(under: Node, over: Node): Node {
  if (under.kind !== 'map') return over;
  if (isEmpty(over)) return { ...under, offset: over.offset, source: over.source };
  if (over.kind !== 'map') return over;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of under.entries) {
    const other = key.endsWith('_file') ? key.slice(0, -'_file'.length) : `${key}_file`;
    if (!over.entries.has(other)) entries.set(key, entry);
  }
  for (const [key, entry] of over.entries) {
    const lower = entries.get(key);
    entries.set(key, lower ? { ...entry, value: mergeNodes(lower.value, entry.value) } : entry);
  }
  return { ...over, entries };
}

/** Where the value at `path` stands: a scalar's own place, a collection's key. What is missing stands where its owner does. */
export function locate(root: Node, path: Path): Place {
  let node = root;
  let place: Written = root;
  for (const step of path) {
    const entry = stepInto(node, step);
    if (entry === undefined) break;
    node = 'kind' in entry ? entry : entry.value;
    place = node.kind === 'scalar' ? node : entry;
  }
  return placeOf(place);
}

/** Whether the document has something at `path`, be it empty. */
export function says(root: Node, path: Path): boolean {
  let node: Node | undefined = root;
  for (const step of path) {
    const entry: Entry | Node | undefined = node && stepInto(node, step);
    node = entry && ('kind' in entry ? entry : entry.value);
  }
  return node !== undefined;
}

function stepInto(node: Node, step: string | number): Entry | Node | undefined {
  if (node.kind === 'map') return node.entries.get(String(step));
  return node.kind === 'list' ? node.items[Number(step)] : undefined;
}
