import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { run } from './workspace.mjs';

/** The programs (and libraries, by their path) that the tests drive, and the Debian packages that hold them. dnsmasq-base is dnsmasq without a service. */
const PACKAGES = {
  buildah: 'buildah',
  chromium: 'chromium',
  dig: 'bind9-dnsutils',
  dnsmasq: 'dnsmasq-base',
  'docker-compose': 'docker-compose',
  dnsperf: 'dnsperf',
  faketime: 'faketime',
  'firefox-esr': 'firefox-esr',
  go: 'golang-go',
  ip: 'iproute2',
  kdig: 'knot-dnsutils',
  mmdebstrap: 'mmdebstrap',
  named: 'bind9',
  openssl: 'openssl',
  perl: 'perl-base',
  pgrep: 'procps',
  ping: 'iputils-ping',
  promtool: 'prometheus',
  'systemd-analyze': 'systemd',
  unbound: 'unbound',
  '/usr/share/gocode/src/github.com/Masterminds/sprig': 'golang-github-masterminds-sprig-dev',
  '/usr/share/gocode/src/sigs.k8s.io/yaml': 'golang-k8s-sigs-yaml-dev',
};

/** While this stands, packages are installed without starting their services (Debian policy 9.11): the tests start their own. */
const NO_SERVICES = `
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy && chmod +x $policy
  trap 'rm -f $policy' EXIT
fi
`;

const PLACES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

export const missingPackages = () =>
  Object.entries(PACKAGES).flatMap(([program, name]) =>
    PLACES.some((place) => existsSync(resolve(place, program))) ? [] : [name],
  );

export async function installPackages(names) {
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return { code: 1, output: `these programs are needed; install them as root: ${command}\n` };
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  const added = await run('sh', ['-c', NO_SERVICES + command], { env });
  return { code: added.code, output: update.output + added.output };
}
