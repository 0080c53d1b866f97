// `npm run deb`: makes dist/deb/failover-dns_VERSION_ARCH.deb from dist/bundle. The same commit gives the same bytes.
// --node FILE --arch NAME: for another processor than this one, whose Node.js FILE is.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { layOut } from './deb/package.mjs';
import { ROOT } from './lib/workspace.mjs';

const ARCHES = { x64: 'amd64', arm64: 'arm64' };

const { values } = parseArgs({ options: { node: { type: 'string' }, arch: { type: 'string' }, out: { type: 'string' } } });
const arch = values.arch ?? ARCHES[process.arch];
const node = resolve(values.node ?? join(ROOT, 'node_modules/node/bin/node'));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const epoch = process.env.SOURCE_DATE_EPOCH ?? git('log', '-1', '--format=%ct');
const out = resolve(values.out ?? join(ROOT, 'dist/deb'));

const tree = mkdtempSync(join(tmpdir(), 'failover-dns-deb-'));
try {
  layOut(tree, { node, version, arch, date: new Date(Number(epoch) * 1000).toISOString().slice(0, 10) });
  mkdirSync(out, { recursive: true });
  const file = join(out, `failover-dns_${version}_${arch}.deb`);
  // With SOURCE_DATE_EPOCH no file is younger than the commit; one thread, as the pieces depend on their number.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z10', '--threads-max=1', '--build', tree, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SOURCE_DATE_EPOCH: epoch },
  });
  console.log(file);
} finally {
  rmSync(tree, { recursive: true, force: true });
}

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    throw new Error('this is no git repository: say SOURCE_DATE_EPOCH=…, the time that all files in the package get');
  }
}
