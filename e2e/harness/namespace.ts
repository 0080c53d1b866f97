import { capture } from './program.js';

/** A network of its own with only loopback in it (util-linux, iproute2), so that a config which listens everywhere reaches nobody. */
const UNSHARE = [
  'unshare',
  '--user',
  '--map-root-user',
  '--net',
  '--kill-child',
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
];

/** The command and arguments that run `command` inside a network of its own. */
export const isolated = (command: string, args: readonly string[]) =>
  ['unshare', [...UNSHARE.slice(1), command, ...args]] as const;

export const canIsolate = async () => (await capture(...isolated('true', []))).code === 0;
