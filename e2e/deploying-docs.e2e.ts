import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { capture, ROOT } from './harness/program.js';
import { examplesIn, sameLines } from './harness/readme.js';

const text = readFileSync(join(ROOT, 'docs/deploying.md'), 'utf8');

/** The blocks that are not run, by their first line, and why. */
const NOT_RUN = {
  'docker build -f deploy/docker/Dockerfile.master -t failover-dns-master .': 'needs an engine; images.e2e.ts builds both files',
  'docker run -d --name master --read-only --cap-drop ALL --security-opt no-new-privileges \\':
    'needs an engine; images.e2e.ts runs both images so',
  'docker compose up -d --build': 'needs an engine; images.e2e.ts runs these services, with a target that stops',
  'docker compose --profile coredns up -d          # CoreDNS in front, on port 1053':
    'needs an engine, and images of others from a registry',
  'kubectl apply -k deploy/kubernetes/base': 'needs a cluster; kubernetes.e2e.ts checks what would be applied',
  'kubectl create namespace failover-dns': 'needs Helm and a cluster; kubernetes.e2e.ts renders the chart',
  'apt install ./failover-dns_0.1.0_amd64.deb': 'changes the system; debian-package does it in one of its own',
  'npm run bundle': 'builds what these tests run; bundle.e2e.ts packs it',
  'npm install ./failover-dns-*.tgz': 'runs until it is ended; bundle.e2e.ts does it',
};

test('the examples of docs/deploying.md run and print what it says', async () => {
  const examples = examplesIn(text);
  expect(examples).toHaveLength(2);
  const PATH = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  for (const { line, commands, expected } of examples) {
    const { code, stdout, stderr } = await capture('bash', ['-euo', 'pipefail', '-c', commands], { env: { PATH } });
    expect(code, `line ${line}: ${stderr}`).toBe(0);
    if (expected && !sameLines(stdout, expected)) expect(stdout, `line ${line}`).toBe(expected.join('\n'));
  }
}, 120_000);

test('what cannot run here is listed with the reason', () => {
  expect([...text.matchAll(/^```sh no-run\n(.*)$/gm)].map(([, first]) => first)).toEqual(Object.keys(NOT_RUN));
});
