import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The licences of all packages that have a module in a bundle, by name. */
export function licensesOf(moduleIds, root) {
  const folders = new Set([...moduleIds].map(packageFolder).filter((folder) => folder !== undefined));
  const texts = [...folders].map((folder) => {
    const { name, version, license = 'no licence named' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder)
      .sort()
      .find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    return `${name} ${version} (${license})\n${file ? `\n${readFileSync(join(folder, file), 'utf8').trim()}\n` : ''}`;
  });
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  return [`Failover DNS (Apache-2.0)\n\n${own}`, ...texts.sort()].join(`\n${'─'.repeat(80)}\n\n`);
}

/** The innermost package of node_modules that a module belongs to. */
function packageFolder(id) {
  if (!id.includes(`${sep}node_modules${sep}`)) return undefined;
  for (let folder = dirname(id); !folder.endsWith(`${sep}node_modules`); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version !== undefined) return folder;
  }
  return undefined;
}
