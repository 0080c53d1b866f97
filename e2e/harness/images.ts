import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianArchive } from './debian.js';
import { capture, ROOT } from './program.js';

const HOME = join(tmpdir(), 'failover-dns-images');
const ENV = { STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot', BUILDAH_FORMAT: 'docker' };

/** What an image says about how it is run. */
export interface ImageConfig {
  User: string;
  Env: string[];
  Entrypoint: string[];
  Cmd: string[];
  WorkingDir: string;
  Labels: Record<string, string>;
  Healthcheck: { Test: string[] };
  ExposedPorts: Record<string, object>;
  Volumes?: Record<string, object>;
}

export interface Image {
  name: string;
  config: ImageConfig;
  /** Its files, which stand on disk. */
  root: string;
}

/** Debian's tools, run by root to the end; returns what they print. */
async function must(command: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await capture(command, args, { env: ENV });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`.slice(-4000));
  return stdout.trim();
}

const buildah = (...args: string[]) =>
  must('buildah', ['--root', join(HOME, 'storage'), '--runroot', join(HOME, 'run'), ...args]);

/** Makes an image out of what is copied into another one, or into nothing. */
async function imageOf(
  name: string,
  from: string,
  copies: readonly (readonly ['add' | 'copy', string, string])[],
): Promise<void> {
  const container = await buildah('from', '--pull-never', from);
  for (const [word, source, target] of copies) await buildah(word, '--quiet', container, source, target);
  await buildah('commit', '--quiet', '--rm', container, name);
}

/**
 * Builds deploy/docker/Dockerfile.<name> for each name. The images that it stands on are made here: Debian's packages for the
 * base, the npm package `node` for the program, and dist/bundle, which must be there, for the bundles.
 */
export async function buildImages<Name extends string>(names: readonly Name[]): Promise<Record<Name, Image>> {
  if (!existsSync(join(ROOT, 'dist/bundle/master'))) throw new Error('dist/bundle is missing: npm run bundle');
  await imageOf('localhost/base', 'scratch', [['add', await debianArchive(), '/']]);
  await imageOf('localhost/node', 'localhost/base', [['copy', join(ROOT, 'node_modules/node/bin/node'), '/usr/local/bin/node']]);
  await imageOf('localhost/bundles', 'scratch', [['copy', join(ROOT, 'dist/bundle'), '/bundle']]);
  const given = ['NODE_IMAGE=localhost/node', 'BASE=localhost/base', 'BUNDLES=localhost/bundles', 'REVISION=abc123'];
  const images: Partial<Record<Name, Image>> = {};
  for (const name of names) {
    const args = given.flatMap((value) => ['--build-arg', value]);
    await buildah('build', '--pull-never', '-f', `deploy/docker/Dockerfile.${name}`, ...args, '-t', `localhost/${name}`, ROOT);
    const { Docker } = JSON.parse(await buildah('inspect', '--type', 'image', `localhost/${name}`)) as {
      Docker: { config: ImageConfig };
    };
    const container = await buildah('from', '--pull-never', `localhost/${name}`);
    images[name] = { name, config: Docker.config, root: await buildah('mount', container) };
  }
  return images as Record<Name, Image>;
}

/** The files that a build would be sent, by .dockerignore; removed with the images. */
export async function buildContext(): Promise<string> {
  const container = await buildah('from', 'scratch');
  await buildah('copy', '--quiet', '--contextdir', ROOT, '--ignorefile', join(ROOT, '.dockerignore'), container, ROOT, '/src');
  return join(await buildah('mount', container), 'src');
}

/** Everything but the base goes. */
export async function removeImages(): Promise<void> {
  await buildah('rm', '--all');
  await buildah('rmi', '--all', '--force');
}
