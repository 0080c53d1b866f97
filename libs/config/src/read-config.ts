import { Binder } from './bind.js';
import { type Fault, FaultLog, formatPath, type Path, type Place } from './fault.js';
import { locate, type Node, says } from './node.js';
import { readDocuments, type Texts } from './several.js';
import { wholeFile } from './source.js';

export type ReadResult<T> = Written &
  (
    | { ok: true; value: T }
    /** `partial`: what could be read, faulty values at their defaults and required ones undefined; for further checks in the same run. */
    | { ok: false; faults: Fault[]; partial?: T }
  );

/** How the file says it, after it was rearranged. */
export interface Written {
  locate: (path: Path) => Place;
  /** Whether there is such a key or item at all. */
  says: (path: Path) => boolean;
  /** The file that a `_file` key names, which was read; its path is absolute. */
  secretFile: (path: Path) => string | undefined;
  /** The YAML files, in the order in which they were read. */
  sources: readonly string[];
  /** Every file that was read, or looked for, and the folder or the patterns by which others may turn up. */
  files: readonly string[];
  /** Patterns of `include` that match no file, by where they stand. */
  unmatched: ReadonlyMap<Path, string>;
}

/** A list as a `partial` value holds it: what could not be read leaves a hole, so that indices stay those of the file. */
export type Items<T> = (T | undefined)[];

export interface ReadOptions {
  /** Rearranges the document before it is bound to its classes, for example lays `defaults:` under sections. */
  prepare?: (root: Node) => Node;
  /** Top-level lists that may go on from file to file; with none of them the config is one file. */
  lists?: readonly string[];
  /** Read in place of the files there. */
  texts?: Texts;
}

/** Reads a YAML file, or several, into a config class. Every fault is found in one run and nothing is thrown, whatever the file holds. */
export function readConfig<T extends object>(
  file: string,
  root: new () => T,
  env: NodeJS.ProcessEnv = process.env,
  { prepare = (node) => node, lists = [], texts }: ReadOptions = {},
): ReadResult<T> {
  const log = new FaultLog();
  const { root: parsed, sources, watched, unmatched } = readDocuments(file, lists, log, texts);
  if (parsed === undefined || (parsed.kind === 'scalar' && parsed.text === '')) {
    if (log.faults.length === 0) log.add(wholeFile(file), [], 'an empty file', 'a mapping');
    const nothing = { locate: () => wholeFile(file), says: () => false, secretFile: () => undefined };
    return { ok: false, faults: log.faults, ...nothing, sources, files: watched, unmatched };
  }
  const tree = prepare(parsed);
  const binder = new Binder(log, env);
  const value = binder.section(root, tree, []);
  const files = [...watched, ...new Set(binder.secretFiles.values())];
  const written: Written = {
    locate: (path) => locate(tree, path),
    says: (path) => says(tree, path),
    secretFile: (path) => binder.secretFiles.get(formatPath(path)),
    sources,
    files,
    unmatched,
  };
  if (log.faults.length === 0 && value) return { ok: true, value, ...written };
  return { ok: false, faults: log.faults, ...(value ? { partial: value } : {}), ...written };
}
