import { type Finding } from '../client/api.js';
import { type Terminal } from './terminal.js';
import { printable } from './words.js';

/** `config.yaml:3:5: zones[0].nmae: found …, expected …; did you mean "name"?` */
export const findingText = ({ file, line, column, path, message, remedy }: Finding): string =>
  `${line === 0 ? file : `${file}:${line}:${column}`}: ${path === '' ? '' : `${path}: `}${message}${remedy === null ? '' : `; ${remedy}`}`;

export const warningLine = (terminal: Terminal, lint: Finding): string =>
  `${terminal.style('yellow', 'warning')}: ${printable(findingText(lint))}`;
