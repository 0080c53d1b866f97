import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Image } from './images.js';
import { capture, type Exit, Program } from './program.js';

export interface Mount {
  /** A file or folder of this machine. */
  source: string;
  target: string;
  readOnly?: boolean;
}

export interface ContainerOptions {
  env?: Record<string, string>;
  mounts?: readonly Mount[];
  /** Instead of the image's ENTRYPOINT and CMD. */
  entrypoint?: readonly string[];
  command?: readonly string[];
  sysctls?: Record<string, string>;
}

/** In a new network namespace: one end of a cable here, with the address, the other in the bridge of `$1`. Then runs the rest. */
const PLUG_IN = `set -e
holder=$1 address=$2; shift 2
cable=v\${address##*.}
nsenter --net="/proc/$holder/ns/net" ip link delete "$cable" 2> /dev/null || true # of one that ended just now
ip link add eth0 type veth peer name "$cable" netns "$holder"
nsenter --net="/proc/$holder/ns/net" ip link set "$cable" master bridge0 up
ip address add "$address/24" dev eth0
ip link set eth0 up
ip link set lo up
while [ "$1" != -- ]; do echo "$2" > "/proc/sys/$1"; shift 2; done
shift
exec "$@"`;

/** Mounts what is named up to `--`, three words each, under the read-only root; then runs the rest in there. */
const MOUNT = `set -e
root=$1; shift
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do mount --bind "$1" "$root$2"; mount -o "remount,bind,$3" "$root$2"; shift 3; done
shift
exec chroot "$root" "$@"`;

/** A network without a way out, with a bridge as an engine makes one, and its containers. */
export class Network {
  private readonly containers = new Map<string, Program>();

  private constructor(private readonly holder: Program) {}

  /** `gateway` is this side's address in it. It ends with the test process, which holds the stdin of its `cat`. */
  static async open(gateway: string): Promise<Network> {
    const script = `set -e
ip link set lo up
ip link add bridge0 type bridge
ip address add ${gateway}/24 dev bridge0
ip link set bridge0 up
echo ready
exec cat`;
    const holder = Program.run('network', 'unshare', ['--net', 'sh', '-c', script]);
    await holder.prints('ready', { within: 20 });
    return new Network(holder);
  }

  /** A command from outside of the containers. */
  run(command: string, args: readonly string[]) {
    return capture('nsenter', [`--net=/proc/${this.holder.pid}/ns/net`, command, ...args]);
  }

  /** A container with a network of its own. */
  start(name: string, address: string, image: Image, options: ContainerOptions): Program {
    const sysctls = Object.entries(options.sysctls ?? {}).flatMap(([key, value]) => [key.replaceAll('.', '/'), value]);
    const plugged = ['sh', '-c', PLUG_IN, 'sh', String(this.holder.pid), address, ...sysctls, '--'];
    const container = Program.run(name, 'unshare', ['--net', ...plugged, ...commandOf(image, options)]);
    this.containers.set(name, container);
    return container;
  }

  /** A further command beside a running container, in its network. */
  beside(name: string, image: Image, options: ContainerOptions) {
    return capture('nsenter', [`--net=/proc/${this.containers.get(name)?.pid}/ns/net`, ...commandOf(image, options)]);
  }

  /** As an engine stops a container: its first process is told, and nobody else. Its address goes with it. */
  stop(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    const container = this.containers.get(name)!;
    const children = readFileSync(`/proc/${container.pid}/task/${container.pid}/children`, 'utf8');
    process.kill(Number(children.trim().split(' ')[0]), signal);
    return container.ended;
  }

  logs(): string {
    return [...this.containers.values()].map(({ name, output }) => `── ${name}\n${output.slice(-4000)}`).join('\n');
  }

  async close(): Promise<void> {
    await Promise.all([...this.containers.values()].map((container) => container.stop({ signal: 'SIGKILL' })));
    await this.holder.stop();
  }
}

/** How an image's program is run: as its user and as process 1, on a read-only root, with no capability and no way to get one. */
function commandOf({ config, root }: Image, { env = {}, mounts = [], entrypoint, command }: ContainerOptions): string[] {
  for (const { source, target } of mounts) provide(join(root, target), statSync(source).isDirectory());
  const [user = '', group = user] = config.User.split(':');
  const words = [...(entrypoint ?? config.Entrypoint), ...(command ?? (entrypoint ? [] : config.Cmd))];
  const privileges = ['--clear-groups', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs', '--pdeathsig=KILL'];
  const values = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [
    ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--propagation=private', 'sh', '-c', MOUNT, 'sh', root],
    ...mounts.flatMap(({ source, target, readOnly }) => [source, target, readOnly ? 'ro' : 'rw']),
    ...['--', 'env', '-i', '-C', config.WorkingDir, ...config.Env, ...values],
    ...['setpriv', `--reuid=${user}`, `--regid=${group}`, ...privileges, '--', ...words],
  ];
}

/** The place of a mount, as engines make it. */
function provide(path: string, isFolder: boolean): void {
  mkdirSync(isFolder ? path : dirname(path), { recursive: true });
  if (!isFolder) writeFileSync(path, '', { flag: 'a' });
}
