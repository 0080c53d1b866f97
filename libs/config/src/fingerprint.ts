import { glob, stat } from 'node:fs/promises';
import { isPattern, yamlFilesOf } from './several.js';

/**
 * Tells files that were written, replaced, or that links lead to now from those of before, folders with other YAML files, and
 * patterns that match others. Never throws.
 */
export async function fingerprint(files: readonly string[]): Promise<string> {
  const prints = await Promise.all(files.map(printOf));
  return prints.join('\n');
}

async function printOf(file: string): Promise<string> {
  try {
    const found = await stat(file, { bigint: true });
    if (found.isDirectory()) return [file, ...yamlFilesOf(file)].join(' ');
    const { dev, ino, size, mtimeNs, ctimeNs } = found;
    return [file, dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    if (isPattern(file)) return [file, ...(await matchesOf(file))].join(' ');
    return `${file} ${(error as NodeJS.ErrnoException).code}`;
  }
}

async function matchesOf(pattern: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of glob(pattern)) names.push(name);
  return names.sort();
}
