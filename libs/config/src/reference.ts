import { type FieldInfo, fieldsOf, type Section } from './field.js';

/** A Markdown table row for every key of a config class, sections in the order of their first mention. */
export function referenceRows(section: Section, path = ''): string[] {
  const defaults = new section() as Record<string, unknown>;
  return [...fieldsOf(section).values()].flatMap((field) => {
    const { shape, hidden } = field;
    if (hidden) return [];
    const own = `${path}${field.key}`;
    const row = `| \`${own}\` | ${cell(field, defaults[field.key])} | ${field.description} |`;
    switch (shape.kind) {
      case 'section':
        return [row, ...referenceRows(shape.of(), `${own}.`)];
      case 'sections':
        return [row, ...referenceRows(shape.of(), `${own}[].`)];
      case 'map':
        return [row, ...referenceRows(shape.of(), `${own}.<name>.`)];
      case 'value':
      case 'list':
        return [row];
    }
  });
}

/** `required`, or the default, then what may stand there. */
function cell({ required, default: words, shape, expected }: FieldInfo, value: unknown): string {
  if (shape.kind === 'section' || shape.kind === 'map') return '';
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const said = required
    ? 'required'
    : (words ?? (isEmpty ? 'none' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``));
  return shape.kind === 'sections' ? (required ? 'required' : '') : `${said}; ${expected}`.replaceAll('|', '\\|');
}
