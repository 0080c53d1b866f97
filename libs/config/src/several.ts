import { globSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, matchesGlob, resolve } from 'node:path';
import { FaultLog, type Path } from './fault.js';
import { type Entry, isEmpty, type ListNode, type MapNode, type Node, placeOf } from './node.js';
import { type NamedBy, readSource, Source, sourceOf, wholeFile } from './source.js';
import { parseTree } from './tree.js';

const INCLUDE = 'include';
const MOST_FILES = 1000;

/** Texts by absolute path: what is read in place of the files there. The disk has the rest. */
export type Texts = ReadonlyMap<string, string>;

/** One document that was read from one file or several. */
export interface Documents {
  /** undefined: there is nothing to work with, or a part is missing, and a fault says why. */
  root: Node | undefined;
  /** The YAML files, in the order in which they were read. */
  sources: string[];
  /** Those, and the folder or the patterns by which others may turn up. */
  watched: string[];
  /** Patterns that match no file, by where they stand. */
  unmatched: Map<Path, string>;
}

/**
 * Reads a file with those that it includes, or the `*.yaml` and `*.yml` files of a folder. The lists that `lists` names go on from file
 * to file; any other key stands in one file alone.
 */
export function readDocuments(file: string, lists: readonly string[], log: FaultLog, texts: Texts = new Map()): Documents {
  if (lists.length > 0 && isFolder(file, texts)) return readFolder(file, lists, log, texts);
  const first = parse(file, log, texts);
  const include = first?.kind === 'map' ? first.entries.get(INCLUDE) : undefined;
  if (first?.kind !== 'map' || include === undefined || lists.length === 0) {
    return { root: first ?? undefined, sources: [file], watched: [file], unmatched: new Map() };
  }
  const { files, patterns, unmatched } = included(include, file, log, texts);
  const parts = [...files].map(([one, by]) => parse(one, log, texts, by));
  const root = merged(first, parts, lists, log);
  return {
    root: parts.includes(undefined) ? undefined : root,
    sources: [file, ...files.keys()],
    watched: [file, ...patterns, ...files.keys()],
    unmatched,
  };
}

/** The YAML files that a config is made of, as far as they can be told: it may have faults. */
export const sourcesOf = (file: string): string[] => readDocuments(file, ['zones'], new FaultLog()).sources;

function readFolder(folder: string, lists: readonly string[], log: FaultLog, texts: Texts): Documents {
  const sent = [...texts.keys()].filter((file) => dirname(file) === resolve(folder)).map((file) => basename(file));
  const names = texts.size > 0 ? yamlNames(sent) : yamlFilesOf(folder);
  const sources = names.map((name) => join(folder, name));
  const watched = [folder, ...sources];
  const unmatched = new Map<Path, string>();
  if (sources.length === 0) {
    log.add(wholeFile(folder), [], 'a directory without *.yaml that can be read', 'a YAML file, or a directory of such');
    return { root: undefined, sources, watched, unmatched };
  }
  const parts = sources.map((source) => parse(source, log, texts));
  const begin: MapNode = { kind: 'map', entries: new Map(), source: new Source(folder, ''), offset: 0 };
  const root = merged(begin, parts, lists, log);
  const isEmptyFolder = root.entries.size === 0 && log.faults.length === 0;
  if (isEmptyFolder) log.add(wholeFile(folder), [], 'a directory of empty files', 'a mapping');
  return { root: isEmptyFolder || parts.includes(undefined) ? undefined : root, sources, watched, unmatched };
}

/** Names of a folder's YAML files in their order; hidden ones are left out. None where the folder cannot be read. */
export function yamlFilesOf(folder: string): string[] {
  try {
    return yamlNames(readdirSync(folder));
  } catch {
    return [];
  }
}

const yamlNames = (names: readonly string[]): string[] => names.filter((name) => /^[^.].*\.ya?ml$/.test(name)).sort();

export const isPattern = (path: string): boolean => /[*?[{]/.test(path);

interface Included {
  /** With what names them. */
  files: Map<string, NamedBy>;
  patterns: Set<string>;
  unmatched: Map<Path, string>;
}

/** The files that patterns name, relative to the file that says so; each once. Where texts fit a relative one, the disk is not asked. */
function included(include: Entry, file: string, log: FaultLog, texts: Texts): Included {
  const { value } = include;
  const found: Included = { files: new Map(), patterns: new Set(), unmatched: new Map() };
  const { files, patterns, unmatched } = found;
  for (const [index, node] of (value.kind === 'list' ? value.items : [value]).entries()) {
    // What is no text is told of where sections are checked.
    if (node.kind !== 'scalar' || typeof node.value !== 'string') continue;
    const path = value.kind === 'list' ? [INCLUDE, index] : [INCLUDE];
    const pattern = resolve(dirname(file), node.value);
    const isRelative = !isAbsolute(node.value);
    const sent = isRelative ? [...texts.keys()].filter((name) => name !== resolve(file) && matchesGlob(name, pattern)) : [];
    const names = !isPattern(node.value) ? [pattern] : sent.length > 0 ? sent.sort() : globSync(pattern).sort();
    if (isPattern(node.value)) patterns.add(pattern);
    if (names.length === 0) unmatched.set(path, node.value);
    const by: NamedBy = { place: placeOf(node), path, isRelative };
    for (const name of names) if (name !== resolve(file) && !files.has(name)) files.set(name, by);
    if (files.size > MOST_FILES) {
      log.add(placeOf(node), path, `${files.size} files`, `at most ${MOST_FILES}`);
      break;
    }
  }
  return { ...found, files: new Map([...files].slice(0, MOST_FILES)) };
}

/** What an empty file holds is left out; so is, once it is told of, what is no mapping. */
function merged(first: MapNode, others: readonly (Node | null | undefined)[], lists: readonly string[], log: FaultLog): MapNode {
  const entries = new Map(first.entries);
  for (const other of others) {
    if (other == null || isEmpty(other)) continue;
    if (other.kind !== 'map') log.add(placeOf(other), [], other.kind === 'list' ? 'a list' : 'a value', 'a mapping');
    else for (const [key, entry] of other.entries) addSection(entries, key, entry, lists, log);
  }
  return { ...first, entries };
}

function addSection(entries: Map<string, Entry>, key: string, entry: Entry, lists: readonly string[], log: FaultLog): void {
  const known = entries.get(key);
  if (key === INCLUDE) log.add(placeOf(entry), [key], 'include in an included file', 'it in the first file alone');
  else if (known === undefined) entries.set(key, entry);
  else if (!lists.includes(key)) {
    const { file, line } = placeOf(known);
    const hint = `it stands on line ${line} of ${file} already; ${lists.join(', ')} may stand in several files`;
    log.add(placeOf(entry), [key], `${key} again`, 'it in one file alone', hint);
  } else if (!isEmpty(entry.value)) entries.set(key, { ...known, value: appended(known.value, entry.value, key, log) });
}

function appended(one: Node, other: Node, key: string, log: FaultLog): Node {
  if (isEmpty(one)) return other;
  if (one.kind === 'list' && other.kind === 'list') return { ...one, items: [...one.items, ...other.items] } satisfies ListNode;
  // The first one is told of where sections are checked.
  if (other.kind !== 'list') log.add(placeOf(other), [key], other.kind === 'map' ? 'a mapping' : 'a value', 'a list');
  return one;
}

/** undefined: a fault says why; null: it is empty. */
function parse(file: string, log: FaultLog, texts: Texts, by?: NamedBy): Node | null | undefined {
  const before = log.faults.length;
  const text = texts.get(resolve(file));
  const source = text === undefined ? readSource(file, log, by) : sourceOf(file, text);
  const tree = source && parseTree(source, log);
  return tree ?? (log.faults.length > before ? undefined : null);
}

function isFolder(file: string, texts: Texts = new Map()): boolean {
  if (texts.size > 0) return !texts.has(resolve(file));
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
