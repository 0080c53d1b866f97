import { mergeNodes, type Node } from '@failover-dns/config';

/** Lays `defaults:` under every domain. Each value keeps its place in the file, so a fault in a default is found there. */
export function mergeDefaults(root: Node): Node {
  const defaults = root.kind === 'map' ? root.entries.get('defaults') : undefined;
  if (root.kind !== 'map' || defaults?.value.kind !== 'map') return root;
  const under = changeEntry(defaults.value, 'server', (server) => without(server, 'brake'));
  const zones = changeEntry(root, 'zones', (list) =>
    changeItems(list, (zone) =>
      changeEntry(zone, 'domains', (domains) => changeValues(domains, (domain) => mergeNodes(under, domain))),
    ),
  );
  // First, so that a fault in a default is told with the default's path.
  return zones.kind === 'map' ? { ...zones, entries: new Map([['defaults', defaults], ...zones.entries]) } : zones;
}

function changeEntry(node: Node, key: string, change: (value: Node) => Node): Node {
  const entry = node.kind === 'map' ? node.entries.get(key) : undefined;
  if (node.kind !== 'map' || entry === undefined) return node;
  return { ...node, entries: new Map(node.entries).set(key, { ...entry, value: change(entry.value) }) };
}

/** The brake is said once, for all domains together. */
function without(node: Node, key: string): Node {
  return node.kind === 'map' ? { ...node, entries: new Map([...node.entries].filter(([name]) => name !== key)) } : node;
}

function changeItems(node: Node, change: (item: Node) => Node): Node {
  return node.kind === 'list' ? { ...node, items: node.items.map(change) } : node;
}

function changeValues(node: Node, change: (value: Node) => Node): Node {
  if (node.kind !== 'map') return node;
  const entries = [...node.entries].map(([key, entry]) => [key, { ...entry, value: change(entry.value) }] as const);
  return { ...node, entries: new Map(entries) };
}
