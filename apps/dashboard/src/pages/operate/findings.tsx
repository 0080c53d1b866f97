import type { Finding } from '../../api/types.js';
import { excerpt } from './excerpt.js';

/** Faults or lints of a config with their lines. `text`: what was pasted, to show them; files of the master have whole paths. */
export function Findings({ findings, text }: { findings: readonly Finding[]; text?: string }) {
  if (findings.length === 0) return null;
  const files = new Set(findings.map(({ file }) => file));
  const isPasted = (file: string): boolean => text !== undefined && !file.startsWith('/');
  const isNamed = (file: string): boolean => (text === undefined ? files.size > 1 : !isPasted(file));
  return (
    <ul class="findings">
      {findings.map(({ file, line, path, message, remedy }, index) => (
        <li key={index}>
          <span class="small quiet nowrap">{placeOf(isNamed(file) ? file : '', line)}</span>
          <div>
            {text !== undefined && isPasted(file) && line > 0 && <code class="excerpt">{excerpt(text, line)}</code>}
            <p>
              {path !== '' && <code>{path}</code>} {remedy === null ? message : `${message}: ${remedy}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

const placeOf = (file: string, line: number): string =>
  [file, line > 0 ? `line ${line}` : 'the whole file'].filter(Boolean).join(', ');
