import { statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Texts } from '@failover-dns/config';
import { ConfigRefusal } from './config-refusal.js';

/** A config as it comes over the API: one file and what it includes, or without `config` the files of a folder. */
export interface SentConfig {
  config?: string | null;
  files?: readonly { path: string; text: string }[] | null;
}

/** Where it would stand: in the place of the config in force, so that whatever it names is found where that finds it. */
export interface PlacedConfig {
  /** What is read. */
  main: string;
  /** Whose files they are. */
  folder: string;
  texts: Texts;
}

/** Throws ConfigRefusal for paths that lead elsewhere, and when nothing was sent. */
export function placed({ config, files }: SentConfig, own: string): PlacedConfig {
  const isFolder = isDirectory(own);
  const folder = resolve(isFolder ? own : dirname(own));
  const main = config == null ? folder : join(folder, isFolder ? 'config.yaml' : basename(own));
  const texts = new Map<string, string>();
  for (const { path, text } of files ?? []) {
    if (!isBelow(path)) throw new ConfigRefusal(`"${path}" is no path of a YAML file below the config's folder`);
    const file = join(folder, path);
    if (texts.has(file)) throw new ConfigRefusal(`${path} was sent twice`);
    texts.set(file, text);
  }
  if (texts.has(main))
    throw new ConfigRefusal(`${basename(main)} is the config's own file here: give the included one another name`);
  if (config != null) texts.set(main, config);
  if (texts.size === 0) throw new ConfigRefusal('no config was sent: config, files, or both are needed');
  return { main, folder, texts };
}

/** `zones.d/a.yaml`: relative, with nothing hidden and no way up. */
const isBelow = (path: string): boolean =>
  /\.ya?ml$/.test(path) && path.split('/').every((part) => /^[^.\\\0][^\\\0]*$/.test(part));

/** A file as whoever sent it knows it: relative to the folder, where it was sent; else where it is. */
export const sentName = (file: string, { folder, texts }: PlacedConfig): string =>
  texts.has(resolve(file)) ? relative(folder, resolve(file)) : file;

function isDirectory(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
