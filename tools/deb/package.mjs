// What lies in the package, and where. Only node: builtins.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../lib/workspace.mjs';

const LIB = 'usr/lib/failover-dns';
const from = (path) => readFileSync(join(ROOT, path), 'utf8');

/** The commands, each a bundle run by the package's own Node. */
const COMMANDS = { failover: 'cli', 'failover-master': 'master', 'failover-agent': 'agent' };
const SECTIONS = { failover: 1, 'failover-master': 8, 'failover-agent': 8 };

/** Lays the package out under `tree`. `node`: the Node.js that goes in. */
export function layOut(tree, { node, version, arch, date }) {
  const put = (path, content, mode = 0o644) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
    chmodSync(join(tree, path), mode);
  };
  for (const app of Object.values(COMMANDS)) {
    const bundle = join(ROOT, 'dist/bundle', app);
    if (!existsSync(bundle)) throw new Error(`dist/bundle/${app} is missing: npm run bundle`);
    cpSync(bundle, join(tree, LIB, app), { recursive: true });
  }
  put(`${LIB}/node`, readFileSync(node), 0o755);
  for (const [command, app] of Object.entries(COMMANDS)) {
    const start = `exec /${LIB}/node /${LIB}/${app}/main.mjs "$@"`;
    put(`usr/bin/${command}`, `#!/bin/sh\n${start}\n`, 0o755);
    put(
      `usr/share/man/man${SECTIONS[command]}/${command}.${SECTIONS[command]}.gz`,
      zipped(manual(command, app, { version, date })),
    );
  }
  for (const unit of ['master', 'agent'])
    put(`usr/lib/systemd/system/failover-${unit}.service`, from(`deploy/systemd/failover-${unit}.service`));
  for (const file of ['config.yaml', 'agent_config.yaml']) put(`etc/failover-dns/${file}`, from(`deploy/debian/${file}`));
  mkdirSync(join(tree, 'etc/failover-dns/secrets'));
  const doc = 'usr/share/doc/failover-dns';
  put(`${doc}/copyright`, from('deploy/debian/copyright'));
  put(`${doc}/README.md`, from('README.md'));
  put(`${doc}/changelog.gz`, zipped(from('CHANGELOG.md')));
  modes(tree);
  chmodSync(join(tree, 'etc/failover-dns/secrets'), 0o700);
  mkdirSync(join(tree, 'DEBIAN'));
  chmodSync(join(tree, 'DEBIAN'), 0o755);
  for (const script of ['postinst', 'prerm', 'postrm']) put(`DEBIAN/${script}`, from(`deploy/debian/${script}`), 0o755);
  put('DEBIAN/conffiles', '/etc/failover-dns/config.yaml\n/etc/failover-dns/agent_config.yaml\n');
  const facts = { VERSION: version, ARCH: arch, SIZE: String(kibibytes(tree)) };
  put(
    'DEBIAN/control',
    from('deploy/debian/control').replace(/@(\w+)@/g, (_, name) => facts[name]),
  );
}

/** A page of what the program says of itself. */
function manual(command, app, { version, date }) {
  const help = execFileSync(process.execPath, [join(ROOT, 'dist/bundle', app, 'main.mjs'), '--help'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NO_COLOR: '1', COLUMNS: '78' },
  });
  const safe = help
    .trimEnd()
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(['.])/gm, '\\&$1');
  return `.TH ${command} ${SECTIONS[command]} ${date} "Failover DNS ${version}"
.SH NAME
${command} \\- part of Failover DNS, which answers only with addresses that work
.SH DESCRIPTION
.nf
${safe}
.fi
.SH FILES
/etc/failover\\-dns/config.yaml, /etc/failover\\-dns/agent_config.yaml, /var/lib/failover\\-dns
`;
}

/** Without name and time in the header, so that the same text gives the same bytes. */
const zipped = (text) => gzipSync(text, { level: 9 });

/** Whatever the umask was: folders and programs 0755, files 0644. */
function modes(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) modes(path);
    else chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

const kibibytes = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 1024), 0);
