/** A step into a document: a key, or an index of a list. */
export type Path = readonly (string | number)[];

/** Line and column count from 1, a column in UTF-16 units; line 0 means the file as a whole. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** One thing that is wrong, in words that stand in `found …, expected …; hint`. Never holds a secret. */
export interface Fault extends Place {
  /** `zones[0].domains["webmail.failover"].server.policy`; empty for the file as a whole. */
  path: string;
  found: string;
  expected: string;
  hint?: string;
}

const MOST_FAULTS = 1000;

/**
 * Collects faults. One that is met twice at one place (a default that lies under several domains) is kept once, and no
 * more than 1000 are kept, so that a file of rubbish costs neither memory nor patience.
 */
export class FaultLog {
  private readonly list: Fault[] = [];
  private readonly seen = new Set<string>();

  get full(): boolean {
    return this.list.length >= MOST_FAULTS;
  }

  get faults(): Fault[] {
    return sortFaults(this.list);
  }

  add(place: Place, path: Path, found: string, expected: string, hint?: string): void {
    if (this.full) return;
    const key = JSON.stringify([place.file, place.line, place.column, path.at(-1), found, expected]);
    if (place.line > 0 && this.seen.has(key)) return;
    this.seen.add(key);
    this.list.push({ ...place, path: formatPath(path), found, expected, ...(hint === undefined ? {} : { hint }) });
  }
}

/** By place. */
export const sortFaults = (faults: readonly Fault[]): Fault[] =>
  faults.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const LONGEST_KEY = 100;

export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/^[A-Za-z_]\w{0,99}$/.test(step)) return index === 0 ? step : `.${step}`;
      return `[${quote(withoutValue(step), LONGEST_KEY)}]`;
    })
    .join('');
}

/** The word that a key begins with: what is behind a colon without a space may be its value, and that a secret. */
export const keyWord = (key: string): string => /^[^\s:;,="']*/.exec(key)![0];

const withoutValue = (key: string): string => {
  const word = keyWord(key);
  return word === key ? key : `${word}…`;
};

const LONGEST_UNKNOWN_KEY = 40;

/** A key that nobody knows: it may be a line of something else. */
export function unknownKey(key: string): string {
  const word = withoutValue(key);
  return word.length > LONGEST_UNKNOWN_KEY ? `${word.slice(0, LONGEST_UNKNOWN_KEY)}…` : word;
}

export function formatFault(fault: Fault): string {
  const place = fault.line === 0 ? fault.file : `${fault.file}:${fault.line}:${fault.column}`;
  const path = fault.path === '' ? '' : `${fault.path}: `;
  return `${place}: ${path}found ${fault.found}, expected ${fault.expected}${fault.hint ? `; ${fault.hint}` : ''}`;
}

/** One fault a line, without a final newline. */
export const formatFaults = (faults: readonly Fault[]): string => faults.map(formatFault).join('\n');

/** A value as a fault shows it: on one line, printable, cut after 60 characters, without the password of a URL. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value.replace(/:\/\/[^/@\s]*@/g, '://(secret)@'), 60);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : String(value);
}

export function quote(text: string, longest: number): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return JSON.stringify(shown).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `any, quorum, all or priority` */
export const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
