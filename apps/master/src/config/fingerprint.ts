import { stat } from 'node:fs/promises';

/** Tells files that were written, replaced, or that links lead to now from those of before. Never throws. */
export async function fingerprint(files: readonly string[]): Promise<string> {
  const prints = await Promise.all(files.map(printOf));
  return prints.join('\n');
}

async function printOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [file, dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return `${file} ${(error as NodeJS.ErrnoException).code}`;
  }
}
