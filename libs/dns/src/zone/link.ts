import { TYPE } from '../wire/codes.js';
import { parentName } from '../wire/name.js';
import { type Model, type Node } from './model.js';
import { isStep, type Steps } from './steps.js';

/** The label `*` as it starts a name's key (RFC 4592 §2.1.1). */
export const WILDCARD = '\x01*';

/** Notes at each node the delegation above it and the wildcard below it, so that a query need not search for them. */
export function* linkNodes(model: Model): Steps {
  let anyCut = false;
  let i = 0;
  for (const node of model.nodes.values()) {
    if (isStep(i++)) yield;
    anyCut ||= isCut(node);
    if (!node.name.startsWith(WILDCARD)) continue;
    const parent = model.nodes.get(parentName(node.name));
    if (parent && parent.zone === node.zone) parent.wildcard = node;
  }
  if (!anyCut) return;
  for (const node of model.nodes.values()) {
    if (isStep(i++)) yield;
    node.cut = cutOf(model, node);
  }
}

function isCut(node: Node): boolean {
  return node.name !== node.zone.key && node.sets.some((set) => set.type === TYPE.NS);
}

/** The topmost one: what lies below a delegation cannot delegate. */
function cutOf(model: Model, node: Node): Node | undefined {
  let cut: Node | undefined;
  for (let name = node.name; name !== node.zone.key; name = parentName(name)) {
    const above = model.nodes.get(name);
    if (above && isCut(above)) cut = above;
  }
  return cut;
}
