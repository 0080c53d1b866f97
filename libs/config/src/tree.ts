import { EVENT_ID, type Event, getScalarValue, parseEvents, type ScalarEvent, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { type FaultLog, type Path, quote, unknownKey } from './fault.js';
import { type Entry, type MapNode, type Node, placeOf, type ScalarNode } from './node.js';
import { plainValue, taggedValue } from './scalar.js';
import { type Source } from './source.js';

const DEEPEST = 100;
const MOST_ALIASED = 100_000;
const COLLECTION_TAGS = ['!', '!!map', '!!seq'];

/** Parses one YAML document. Undefined when there is none to work with; then a fault says why. */
export function parseTree(source: Source, log: FaultLog): Node | undefined {
  try {
    const events = parseEvents(source.text, { maxDepth: DEEPEST });
    return new TreeBuilder(source, log).build(events);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = source.place(error.mark?.position ?? 0);
    // A reason may quote the text; the text may be a secret.
    const reason = error.reason.replace(/: .*$|"[^"]*"/s, '').trim();
    log.add(place, [], `broken YAML (${reason})`, 'YAML 1.2', syntaxHint(reason, source.text, error.mark?.position ?? 0));
    return undefined;
  }
}

function syntaxHint(reason: string, text: string, position: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position + 1);
  if (/^\s*\t/.test(line)) return 'indent with spaces, not with tabs';
  if (/\t/.test(line)) return 'separate with spaces, not with tabs';
  if (/^unexpected end|^deficient indent/.test(reason)) return 'is there a quote or a bracket before it that is not closed?';
  return undefined;
}

interface Frame {
  node: Node;
  anchor: string | undefined;
  /** Nodes inside, those behind aliases counted each time. */
  weight: number;
  key: { text: string; offset: number } | undefined;
}

class TreeBuilder {
  private readonly frames: Frame[] = [];
  private readonly anchors = new Map<string, { node: Node; weight: number } | 'open'>();
  private root: Node | undefined;
  private offset = 0;
  private aliased = 0;

  constructor(
    private readonly source: Source,
    private readonly log: FaultLog,
  ) {}

  build(events: readonly Event[]): Node | undefined {
    let documents = 0;
    for (const [index, event] of events.entries()) {
      if (event.type === EVENT_ID.DOCUMENT && ++documents > 1) {
        const first = events[index + 1];
        if (first && 'start' in first) this.offset = first.start;
        else if (first && 'valueStart' in first && first.valueStart >= 0) this.offset = first.valueStart;
        this.fault('a second document (---)', 'one document in a file');
        break;
      }
      if (!this.take(event)) return undefined;
    }
    return this.root;
  }

  /** False when the rest cannot be read. */
  private take(event: Event): boolean {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.add(this.scalar(event), 1, this.text(event.anchorStart, event.anchorEnd));
        return true;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const tag = this.text(event.tagStart, event.tagEnd);
        const anchor = this.text(event.anchorStart, event.anchorEnd);
        const at = { source: this.source, offset: (this.offset = event.start) };
        if (tag !== undefined && !COLLECTION_TAGS.includes(tag)) this.fault('a tag (!…)', 'a value without a tag');
        if (anchor !== undefined) this.anchors.set(anchor, 'open');
        const node: Node =
          event.type === EVENT_ID.MAPPING ? { ...at, kind: 'map', entries: new Map() } : { ...at, kind: 'list', items: [] };
        this.frames.push({ node, anchor, weight: 1, key: undefined });
        return true;
      }
      case EVENT_ID.ALIAS:
        this.offset = event.anchorStart - 1;
        return this.alias(this.text(event.anchorStart, event.anchorEnd)!);
      case EVENT_ID.POP: {
        const frame = this.frames.pop();
        if (frame) this.add(frame.node, frame.weight, frame.anchor);
        return true;
      }
      default:
        return true;
    }
  }

  private scalar(event: ScalarEvent): ScalarNode {
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    if (event.valueStart >= 0) this.offset = event.valueStart - (quoted ? 1 : 0);
    const text = getScalarValue(this.source.text, event);
    const tag = this.text(event.tagStart, event.tagEnd);
    let value = tag === undefined ? (plain ? plainValue(text) : text) : taggedValue(text, tag);
    if (value === undefined) {
      this.offset = event.tagStart;
      this.fault('a tag (!…) that is unknown or does not fit', 'a value without a tag', 'quote a value that begins with !');
      value = text;
    }
    return { kind: 'scalar', source: this.source, offset: this.offset, value, text };
  }

  private alias(name: string): boolean {
    const anchor = this.anchors.get(name);
    if (anchor === undefined || anchor === 'open') {
      const found = anchor === undefined ? 'an alias (*…) without its anchor (&…)' : 'an alias (*…) within its own anchor';
      this.fault(found, 'an anchor before its alias', 'quote a value that begins with *');
      return false;
    }
    this.aliased += anchor.weight;
    if (this.aliased > MOST_ALIASED) {
      this.fault(`aliases (*…) that repeat more than ${MOST_ALIASED} values`, 'a smaller file');
      return false;
    }
    this.add(anchor.node, anchor.weight, undefined);
    return true;
  }

  private add(node: Node, weight: number, anchor: string | undefined): void {
    if (anchor !== undefined) this.anchors.set(anchor, { node, weight });
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      this.root ??= node;
      return;
    }
    frame.weight += weight;
    if (frame.node.kind === 'list') frame.node.items.push(node);
    else if (frame.node.kind === 'map' && frame.key !== undefined) {
      this.addEntry(frame.node, frame.key, node);
      frame.key = undefined;
    } else frame.key = this.key(node);
  }

  private key(node: Node): Frame['key'] {
    if (node.kind === 'scalar') return { text: node.text, offset: this.offset };
    this.log.add(placeOf(node), this.path(), node.kind === 'map' ? 'a mapping as a key' : 'a list as a key', 'a word as a key');
    return { text: '', offset: node.offset };
  }

  private addEntry(map: MapNode, key: { text: string; offset: number }, value: Node): void {
    const entry: Entry = { source: this.source, offset: key.offset, value };
    if (key.text === '<<') return this.mergeInto(map, entry);
    const first = map.entries.get(key.text);
    if (first === undefined || this.merged.has(first)) map.entries.set(key.text, entry);
    else {
      const again = `the key ${quote(unknownKey(key.text), 60)} again`;
      const line = placeOf(first).line;
      this.log.add(placeOf(entry), this.path(), again, 'each key once', `it stands on line ${line} already`);
    }
  }

  private readonly merged = new WeakSet<Entry>();

  /** `<<: *base`, as YAML 1.1 had it: what the mapping says itself wins. */
  private mergeInto(map: MapNode, merge: Entry): void {
    for (const node of merge.value.kind === 'list' ? merge.value.items : [merge.value]) {
      if (node.kind !== 'map') {
        this.log.add(placeOf(merge), this.path(), 'a merge (<<) of something else', 'a mapping, or a list of mappings');
        return;
      }
      for (const [key, entry] of node.entries) {
        if (map.entries.has(key)) continue;
        const copy = { ...entry };
        this.merged.add(copy);
        map.entries.set(key, copy);
      }
    }
  }

  private fault(found: string, expected: string, hint?: string): void {
    this.log.add(this.source.place(this.offset), this.path(), found, expected, hint);
  }

  private path(): Path {
    return this.frames.flatMap<string | number>(({ node, key }) =>
      node.kind === 'list' ? [node.items.length] : key ? [key.text] : [],
    );
  }

  private text(start: number, end: number): string | undefined {
    return start < 0 ? undefined : this.source.text.slice(start, end);
  }
}
