import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { capture } from './program.js';

/** Kept between runs: a Debian takes longest to make, and is the same until a release of it is made. */
const HOME = join(tmpdir(), 'failover-dns-images');
const SOURCES = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'];

/** Where packages come from on this machine, and which release of Debian they are of. */
export function debianSources(): { sources: string; release: string } {
  const sources = SOURCES.find((file) => existsSync(file));
  if (sources === undefined) throw new Error(`no sources of Debian packages: ${SOURCES.join(' or ')}`);
  return { sources, release: /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))![1]! };
}

/** A command that has to end well; returns what it prints. */
export async function ok(command: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await capture(command, args, {
    env: { NODE_EXTRA_CA_CERTS: '', DEBIAN_FRONTEND: 'noninteractive' },
  });
  expect(code, `${command} ${args.join(' ')}\n${`${stdout}${stderr}`.slice(-4000)}`).toBe(0);
  return stdout;
}

/** A tar file of a small Debian, as a registry's debian:…-slim: apt and what is essential. */
export async function debianArchive(): Promise<string> {
  const { sources, release } = debianSources();
  const key = createHash('sha256').update(readFileSync(sources)).digest('hex').slice(0, 12);
  const file = join(HOME, `base-${release}-${key}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(HOME, { recursive: true });
  const skipped = ['doc', 'info', 'locale', 'man'].flatMap((name) => ['--dpkgopt', `path-exclude=/usr/share/${name}/*`]);
  // Two tests may make it at the same time.
  const begun = join(HOME, `${randomUUID()}.tar`);
  await ok('mmdebstrap', '--quiet', '--variant=apt', ...skipped, release, begun, sources);
  renameSync(begun, file);
  return file;
}

/** A folder with a Debian in it. */
export class DebianRoot {
  constructor(readonly path: string) {}

  run(...args: string[]): Promise<string> {
    return ok('chroot', this.path, ...args);
  }

  /** Every path of the system, but what dpkg and programs that log note down. */
  async files(): Promise<string[]> {
    const paths = (await ok('find', this.path, '-xdev', '-printf', '%P\n')).split('\n');
    const noted =
      /^(tmp|run|var\/(lib\/dpkg|log|cache|tmp|lib\/(systemd|dbus))|etc\/(machine-id|hostname|resolv.conf|\.)|root\/\.)/;
    return paths.filter((path) => !noted.test(path)).sort();
  }
}
