import { TYPE } from '../wire/codes.js';
import { nameKey } from '../wire/name.js';
import { type Model, type Node } from './model.js';

/** Notes at each node the delegation above it and the wildcard below it, so that a query need not search for them. */
export function linkNodes(model: Model): void {
  const anyCut = [...model.nodes.values()].some((node) => isCut(node));
  for (const node of model.nodes.values()) {
    if (anyCut) node.cut = cutOf(model, node);
    if (isWildcard(node)) {
      const parent = model.nodes.get(nameKey(node.name, 2));
      if (parent && parent.zone === node.zone) parent.wildcard = node;
    }
  }
}

export function isWildcard({ name, zone }: Node): boolean {
  return name[0] === 1 && name[1] === 0x2a && name.length > zone.apex.length;
}

function isCut(node: Node): boolean {
  return node.name.length > node.zone.apex.length && node.sets.some((set) => set.type === TYPE.NS);
}

/** The topmost one: what lies below a delegation cannot delegate. */
function cutOf(model: Model, node: Node): Node | undefined {
  let cut: Node | undefined;
  for (let at = 0; node.name.length - at > node.zone.apex.length; at += node.name[at]! + 1) {
    const above = at === 0 ? node : model.nodes.get(nameKey(node.name, at));
    if (above && isCut(above)) cut = above;
  }
  return cut;
}
