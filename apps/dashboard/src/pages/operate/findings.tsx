import type { Finding } from '../../api/types.js';
import { excerpt } from './excerpt.js';

/** Faults or lints of a config with their lines. `text`: the config, to show them. */
export function Findings({ findings, text }: { findings: readonly Finding[]; text?: string }) {
  if (findings.length === 0) return null;
  const files = new Set(findings.map(({ file }) => file));
  return (
    <ul class="findings">
      {findings.map(({ file, line, path, message, remedy }, index) => (
        <li key={index}>
          <span class="small quiet nowrap">{placeOf(files.size > 1 ? file : '', line)}</span>
          <div>
            {text !== undefined && line > 0 && <code class="excerpt">{excerpt(text, line)}</code>}
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
