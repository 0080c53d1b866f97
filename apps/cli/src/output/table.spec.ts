import { expect, it } from 'vitest';
import { table } from './table.js';

it('sets columns under their heads, whatever colours and wide characters they hold', () => {
  const rows = [
    ['a', '\u001b[31mdown\u001b[39m', 'x'],
    ['webmail', 'up', ''],
    ['日本', 'up', 'z'],
  ];
  expect(table(['NAME', 'STATE', 'LAST'], rows).split('\n')).toEqual([
    'NAME     STATE  LAST',
    'a        \u001b[31mdown\u001b[39m   x',
    'webmail  up',
    '日本     up     z',
  ]);
});
