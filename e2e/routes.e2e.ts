import { beforeAll, expect, test } from 'vitest';
import { capture } from './harness/program.js';
import { isolated } from './harness/namespace.js';

/**
 * A network of two hosts: `here` probes, `there` routes for it. What is refused here is an error of this agent; what is
 * refused there, or vanishes, is a failure of the target.
 */
const NETWORK = `
set -e
unshare --net sleep 60 & router=$!
there() { nsenter --target $router --net "$@"; }
until [ "$(readlink /proc/$router/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
ip link add here type veth peer name there netns $router
ip addr add 192.0.2.1/24 dev here
ip addr add 2001:db8::1/64 dev here nodad
ip link set here up
there ip addr add 192.0.2.254/24 dev there
there ip addr add 2001:db8::254/64 dev there nodad
there ip link set there up
there sh -c 'cd /proc/sys/net; echo 1 > ipv4/ip_forward; echo 1 > ipv6/conf/all/forwarding; echo 0 > ipv6/icmp/ratelimit'
ip route add 198.51.100.0/24 via 192.0.2.254
ip route add 2001:db8:1::/48 via 2001:db8::254
there ip route add unreachable 198.51.100.1
there ip route add prohibit 198.51.100.2
there ip route add blackhole 198.51.100.3
there ip route add prohibit 2001:db8:1::2
ip route add unreachable 203.0.113.1
ip route add prohibit 203.0.113.2
ip route add blackhole 203.0.113.3
"$@"
kill $router
`;

/**
 * Probes each address in the first mode, one after the other, then in the others; prints the results by mode and address.
 * The first hears every refusal: a router says no only a few times a second.
 */
const PROBES = `
import 'reflect-metadata';
import { readParams } from '${process.cwd()}/libs/contracts/dist/index.js';
import { Networks } from '${process.cwd()}/apps/agent/dist/probers/networks.js';
import { reasonText } from '${process.cwd()}/apps/agent/dist/probers/observation.js';
import { probe } from '${process.cwd()}/apps/agent/dist/probers/probe.js';
const [modes, addresses] = process.argv.slice(1).map((list) => list.split(','));
const shown = {};
const run = async (type, ip) => {
  const params = readParams(type, type === 'udp' ? { send: 'x' } : {});
  const spec = { type, problem: null, target: { ip, port: type === 'icmp' ? null : 80 }, check: { host: 'x', timeoutMs: 2000, params } };
  const observation = await probe(spec, new Networks(), AbortSignal.timeout(2000));
  shown[type + ' ' + ip] = observation.result + ' ' + reasonText(observation);
};
for (const ip of addresses) await run(modes[0], ip);
await Promise.all(modes.slice(1).flatMap((type) => addresses.map((ip) => run(type, ip))));
process.stdout.write(JSON.stringify(shown));
`;

const MODES = ['tcp', 'http', 'https', 'tls', 'grpc', 'udp', 'dns', 'icmp'];

const HERE = [
  ['198.18.0.1', 'error unreachable: no route to this network from here'],
  ['2001:db9::1', 'error unreachable: no route to this network from here'],
  ['203.0.113.1', 'error unreachable: no route to it from here'],
  ['203.0.113.2', 'error permission: EACCES'],
  ['203.0.113.3', 'error local: EINVAL'],
] as const;

const THERE = [
  ['198.51.100.1', 'fail unreachable: no route to host'],
  ['198.51.100.2', 'fail unreachable: no route to host'],
  ['198.51.100.3', 'fail timeout'],
  ['198.51.100.9', 'fail unreachable: a router has no route'],
  ['192.0.2.77', 'fail timeout'],
  ['2001:db8:1::2', 'fail unreachable: prohibited on the way'],
  ['2001:db8:1::9', 'fail unreachable: a router has no route'],
] as const;

let shown: Record<string, string>;

beforeAll(async () => {
  const addresses = [...HERE, ...THERE].map(([ip]) => ip).join(',');
  const probes = [process.execPath, '--input-type=module', '-e', PROBES, '--', MODES.join(','), addresses];
  const [command, args] = isolated('sh', ['-c', NETWORK, 'sh', ...probes]);
  const { code, stdout, stderr } = await capture(command, args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  shown = JSON.parse(stdout) as Record<string, string>;
});

test.each(MODES)('%s: what this host refuses is an error, in words', (mode) => {
  for (const [ip, expected] of HERE) {
    // ping says the same in its own words.
    const pattern = mode === 'icmp' ? new RegExp(`^${expected.split(':')[0]!}`) : new RegExp(`^${expected}$`);
    expect.soft(shown[`${mode} ${ip}`], `${mode} ${ip}`).toMatch(pattern);
  }
});

test.each(MODES)('%s: what a router refuses, or nobody answers, is a failure', (mode) => {
  for (const [ip, expected] of THERE) {
    const actual = shown[`${mode} ${ip}`];
    if (mode === 'tcp') expect.soft(actual, `${mode} ${ip}`).toBe(expected);
    else expect.soft(actual, `${mode} ${ip}`).toMatch(/^fail (unreachable|timeout)/);
  }
});
