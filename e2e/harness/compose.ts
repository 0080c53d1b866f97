import { join } from 'node:path';
import { load } from 'js-yaml';
import { type ContainerOptions } from './container.js';
import { capture, ROOT } from './program.js';

/** One service as `docker-compose config` prints it. */
export interface Service {
  image: string;
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  /** `source:target:mode`; a source without a slash is a volume. */
  volumes?: string[];
  sysctls?: Record<string, string>;
  networks: { failover: { ipv4_address: string } };
  profiles?: string[];
  ports?: unknown[];
  read_only?: boolean;
  cap_drop?: string[];
}

export interface Compose {
  services: Record<string, Service>;
  networks: { failover: { ipam: { config: { subnet: string }[] } } };
  volumes: Record<string, unknown>;
}

/** What Debian's docker-compose makes of docker-compose.yml: checked, with variables and anchors resolved. */
export async function readCompose(profiles: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Compose> {
  const words = profiles.flatMap((name) => ['--profile', name]);
  const args = ['--file', join(ROOT, 'docker-compose.yml'), ...words, 'config'];
  const { code, stdout, stderr } = await capture('docker-compose', args, { env });
  if (code !== 0) throw new Error(`docker-compose config ended with ${code}: ${stderr}`);
  return load(stdout) as Compose;
}

/** How a service's container is run. `volume` gives the folder of a named volume. */
export function optionsOf(service: Service, volume: (name: string) => string): ContainerOptions {
  const mounts = (service.volumes ?? []).map((text) => {
    const [source = '', target = '', mode] = text.split(':');
    return { source: source.startsWith('/') ? source : volume(source), target, readOnly: mode === 'ro' };
  });
  const { environment: env, entrypoint, command, sysctls } = service;
  return { env, mounts, entrypoint, sysctls, ...(command && command.length > 0 && { command }) };
}
