import { type Fault } from '@failover-dns/config';
import { type FindingDto } from '@failover-dns/contracts';
import { Problem } from './problem.js';

/** Faults and lints that are sent. */
const MOST_SENT = 100;

type NameOf = (file: string) => string;

/** `nameOf` calls a file as the caller knows it. */
export const findingViews = (faults: readonly Fault[], nameOf: NameOf = (file) => file): FindingDto[] =>
  faults.slice(0, MOST_SENT).map(({ file, line, column, path, found, expected, hint }) => ({
    file: nameOf(file),
    line,
    column,
    path,
    message: `found ${found}, expected ${expected}`,
    remedy: hint ?? null,
  }));

/** A config that cannot be used as it is. */
export function faultyConfig(faults: readonly Fault[], nameOf?: NameOf, consequence = ''): Problem {
  const views = findingViews(faults, nameOf);
  const count = `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
  const first = views[0] === undefined ? '' : `, the first in ${placeText(views[0])}`;
  return new Problem(422, `the config has ${count}${first}${consequence}`, { faults: views });
}

/** `config.yaml:3:5: zones[0].nmae: found …; did you mean "name"?` */
const placeText = ({ file, line, column, path, message, remedy }: FindingDto): string =>
  `${line === 0 ? file : `${file}:${line}:${column}`}: ${path === '' ? '' : `${path}: `}${message}${remedy === null ? '' : `; ${remedy}`}`;
