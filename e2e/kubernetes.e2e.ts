import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildRenderer, kustomize, renderChart, schemaFaults, type Thing, typeFaults } from './harness/kubernetes.js';
import { capture, Program, ROOT } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const CHART = join(ROOT, 'deploy/helm/failover-dns');
const OVERLAYS = readdirSync(join(ROOT, 'deploy/kubernetes/overlays'));
const values = (): Record<string, Record<string, unknown>> => ({
  ...(load(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as Record<string, Record<string, unknown>>),
  tokens: { existingSecret: '', agent: 'a-token', admin: 'another' },
});
const CHARTS: Record<string, Record<string, unknown>> = {
  'as it is': {},
  'with everything': {
    masters: 2,
    serviceMonitor: { enabled: true, interval: '15s', labels: { release: 'prometheus' } },
    corednsStub: { enabled: true, zones: ['failover', 'other.example'] },
    service: { type: 'LoadBalancer', clusterIP: '10.96.53.53', annotations: { a: 'b' } },
    image: { registry: 'r.example', tag: '1', pullPolicy: 'Always', pullSecrets: [{ name: 's' }] },
    persistence: { size: '1Gi', storageClass: 'fast' },
    nodeSelector: { a: 'b' },
    tolerations: [{ key: 'a', operator: 'Exists' }],
  },
  'with little': {
    tokens: { existingSecret: 'mine', agent: '', admin: '' },
    networkPolicy: { enabled: false, apiFrom: [] },
  },
};
let renderer: string;
const rendered = new Map<string, Thing[]>();

beforeAll(async () => {
  renderer = await buildRenderer(world.place('helm'));
  for (const folder of ['base', ...OVERLAYS.map((name) => `overlays/${name}`)])
    rendered.set(folder, await kustomize(`deploy/kubernetes/${folder}`));
  for (const [name, over] of Object.entries(CHARTS))
    rendered.set(`chart ${name}`, await renderChart(renderer, { ...values(), ...over }));
}, 180_000);

interface Pod {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: {
    securityContext: Record<string, unknown>;
    automountServiceAccountToken: boolean;
    containers: {
      name: string;
      image: string;
      args: string[];
      env?: { name: string; valueFrom?: { secretKeyRef?: { name: string; key: string } } }[];
      ports: { name: string; containerPort: number; protocol: string }[];
      securityContext: unknown;
      resources: { requests?: object; limits?: object };
      volumeMounts?: { name: string; mountPath: string }[];
    }[];
    volumes?: { name: string; configMap?: { name: string }; persistentVolumeClaim?: { claimName: string } }[];
  };
}
const of = (things: readonly Thing[], ...kinds: string[]) => things.filter(({ kind }) => kinds.includes(kind));
const podsOf = (things: readonly Thing[]) => of(things, 'Deployment', 'StatefulSet').map(({ spec }) => spec!['template'] as Pod);
const holds = (labels: Record<string, string>, selector: Record<string, string>) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);
const all = () => [...rendered];
const names = (things: readonly Thing[], kind: string) => of(things, kind).map(({ metadata }) => metadata.name);

test('every object fits the schema and the type of its kind, and what does not is seen', async () => {
  expect(all().length).toBeGreaterThan(6);
  for (const [name, things] of all()) {
    expect(things.length, name).toBeGreaterThan(7);
    expect((await Promise.all(things.map(schemaFaults))).flat(), name).toEqual([]);
  }
  expect(typeFaults(all().flatMap(([, things]) => things))).toEqual([]);

  const [deployment] = of(rendered.get('base')!, 'Deployment');
  const misspelt = structuredClone(deployment!);
  Object.assign(podsOf([misspelt])[0]!.spec.containers[0]!.securityContext as object, { readOnlyRootFileSystem: true });
  expect(typeFaults([misspelt]).join()).toContain('readOnlyRootFileSystem');
  expect(await schemaFaults({ ...deployment!, spec: { replicas: '1' } })).toHaveLength(1);
}, 120_000);

test('pods run as nobody, on a read-only root, without capabilities, and say what they need', () => {
  for (const [name, things] of all()) {
    expect(podsOf(things).length, name).toBeGreaterThan(1);
    for (const { spec } of podsOf(things)) {
      expect(spec.securityContext, name).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec.automountServiceAccountToken, name).toBe(false);
      for (const { securityContext, resources } of spec.containers) {
        expect(securityContext, name).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(resources, name).toMatchObject({ requests: { cpu: expect.any(String) }, limits: { memory: expect.any(String) } });
      }
    }
    const agent = podsOf(things).find(({ spec }) => spec.containers[0]!.name === 'agent')!;
    expect(agent.spec.securityContext['sysctls'], name).toEqual([{ name: 'net.ipv4.ping_group_range', value: '10001 10001' }]);
  }
});

test('what one object names of another is there: config, secrets, volumes, ports, pods', () => {
  for (const [name, things] of all()) {
    const secrets = [...names(things, 'Secret'), ...(name.endsWith('little') ? ['mine'] : [])];
    for (const { spec } of podsOf(things)) {
      for (const { configMap, persistentVolumeClaim } of spec.volumes ?? []) {
        if (configMap) expect(names(things, 'ConfigMap'), name).toContain(configMap.name);
        if (persistentVolumeClaim)
          expect(names(things, 'PersistentVolumeClaim'), name).toContain(persistentVolumeClaim.claimName);
      }
      for (const { env = [], volumeMounts = [] } of spec.containers) {
        for (const { valueFrom } of env)
          if (valueFrom?.secretKeyRef) expect(secrets, name).toContain(valueFrom.secretKeyRef.name);
        const volumes = (spec.volumes ?? []).map((volume) => volume.name);
        expect(volumes.sort(), name).toEqual(volumeMounts.map((mount) => mount.name).sort());
      }
    }
    for (const service of of(things, 'Service')) {
      const { selector, ports } = service.spec as {
        selector: Record<string, string>;
        ports: { targetPort: string; protocol?: string }[];
      };
      const pods = podsOf(things).filter(({ metadata }) => holds(metadata.labels, selector));
      expect(pods.length, `${name}: ${service.metadata.name}`).toBeGreaterThan(0);
      for (const { targetPort, protocol = 'TCP' } of ports)
        for (const pod of pods)
          expect(pod.spec.containers[0]!.ports, name).toContainEqual(expect.objectContaining({ name: targetPort, protocol }));
    }
    for (const { spec } of of(things, 'ServiceMonitor')) {
      const { selector, endpoints } = spec as {
        selector: { matchLabels: Record<string, string> };
        endpoints: { port: string; relabelings: { targetLabel: string; replacement: string }[] }[];
      };
      const services = of(things, 'Service').filter(({ metadata }) => holds(metadata.labels ?? {}, selector.matchLabels));
      const ports = services.flatMap((service) => (service.spec!['ports'] as { name: string }[]).map((port) => port.name));
      for (const { port, relabelings } of endpoints) {
        expect(ports, name).toContain(port);
        // The operator would call a job as its Service is called, and the rules would not know it.
        const job = port === 'api' ? 'failover-master' : 'failover-agent';
        expect(relabelings, name).toEqual([{ targetLabel: 'job', replacement: job }]);
      }
    }
    for (const { spec } of of(things, 'PodDisruptionBudget', 'NetworkPolicy')) {
      const { matchLabels } = (spec!['selector'] ?? spec!['podSelector']) as { matchLabels: Record<string, string> };
      expect(
        podsOf(things).some(({ metadata }) => holds(metadata.labels, matchLabels)),
        name,
      ).toBe(true);
    }
  }
});

test('one Service answers over UDP and TCP on one address, from every master', () => {
  for (const [name, things] of all()) {
    const dns = of(things, 'Service').filter(({ spec }) =>
      (spec!['ports'] as { port: number }[]).some(({ port }) => port === 53),
    );
    expect(dns, name).toHaveLength(1);
    const { selector, ports } = dns[0]!.spec as { selector: Record<string, string>; ports: { port: number; protocol: string }[] };
    expect(ports.map(({ port, protocol }) => `${port}/${protocol}`).sort(), name).toEqual(['53/TCP', '53/UDP']);
    const masters = podsOf(things).filter(({ spec }) => spec.containers[0]!.name === 'master');
    expect(masters.length, name).toBe(name.endsWith('ha') || name.endsWith('everything') ? 2 : 1);
    for (const { metadata } of masters) expect(holds(metadata.labels, selector), name).toBe(true);
    const stub = of(things, 'ConfigMap').find(({ metadata }) => metadata.name === 'coredns-custom');
    if (stub) {
      expect(stub.metadata.namespace, name).toBe('kube-system');
      expect(stub.data!['failover.server'], name).toContain(`forward . ${String(dns[0]!.spec!['clusterIP'])}\n`);
    }
  }
  expect(names(rendered.get('overlays/coredns-stub')!, 'ConfigMap')).toContain('coredns-custom');
  expect(names(rendered.get('chart with everything')!, 'ConfigMap')).toContain('coredns-custom');
});

describe('the configs in the ConfigMap', () => {
  const check = (file: string, env: NodeJS.ProcessEnv) =>
    capture(process.execPath, [join(ROOT, 'apps/master/dist/main.js'), '--check', '--config', file], { env });

  test('are fine once the tokens are set, are refused before, and agents find every master', async () => {
    const seen = new Set<string>();
    for (const [name, things] of all()) {
      const data = of(things, 'ConfigMap').find((map) => map.data?.['master.yaml'] !== undefined)!.data!;
      const { servers } = load(data['agent.yaml']!) as { servers: { url: string }[] };
      const hosts = servers.map(({ url }) => new URL(url).hostname).sort();
      const apis = of(things, 'Service').filter(({ spec }) =>
        (spec!['ports'] as { port: number }[]).some(({ port }) => port === 8000),
      );
      expect(hosts, name).toEqual(apis.map(({ metadata }) => metadata.name).sort());
      if (seen.has(data['master.yaml']!)) continue;
      seen.add(data['master.yaml']!);
      const file = world.file(`master-${seen.size}.yaml`, data['master.yaml']!);
      const good = await check(file, { AGENT_TOKEN: 'a', ADMIN_TOKEN: 'b' });
      expect(good.code, `${name}: ${good.stderr}`).toBe(0);
      const empty = await check(file, { AGENT_TOKEN: '', ADMIN_TOKEN: '' });
      expect(empty.code, name).toBe(2);
      expect(empty.stderr, name).toContain('admin_token');
    }
    expect(seen.size).toBeGreaterThan(2);
  }, 180_000);

  test('run an agent under the name of its pod', async () => {
    for (const folder of ['overlays/ha', 'chart with everything']) {
      const things = rendered.get(folder)!;
      const data = of(things, 'ConfigMap').find((map) => map.data?.['agent.yaml'] !== undefined)!.data!;
      const file = world.file('agent.yaml', data['agent.yaml']!.replace('listen_port: 8001', 'listen_port: 0'));
      const env = { AGENT_ID: 'failover-agent-2', AGENT_TOKEN: 'a' };
      const agent = world.own(Program.node('agent', 'apps/agent/dist/main.js', ['--config', file], { env }));
      await until(() => expect(agent.output).toContain('failover-agent-2 started'), { within: 30 });
      await agent.stop();
    }
  }, 120_000);
});

test('one place says where the images of the base and all overlays are', async () => {
  const folder = world.place('kubernetes');
  cpSync(join(ROOT, 'deploy/kubernetes'), folder, { recursive: true });
  const file = join(folder, 'images/kustomization.yaml');
  const text = readFileSync(file, 'utf8').replaceAll('registry.example/', 'elsewhere.example/');
  writeFileSync(file, text.replaceAll(/newTag: .*/g, 'newTag: "9"'));
  for (const overlay of ['base', ...OVERLAYS.map((name) => `overlays/${name}`)]) {
    const images = podsOf(await kustomize(join(folder, overlay))).flatMap(({ spec }) =>
      spec.containers.map(({ image }) => image),
    );
    expect(images.length, overlay).toBeGreaterThan(1);
    for (const image of images) expect(image, overlay).toMatch(/^elsewhere\.example\/failover-dns-(master|agent):9$/);
  }
});

test('pods of the chart are made anew when its tokens change', async () => {
  const sums = async (tokens: object) =>
    podsOf(await renderChart(renderer, { ...values(), tokens: { existingSecret: '', agent: 'a', admin: 'b', ...tokens } })).map(
      ({ metadata }) => metadata.annotations?.['checksum/tokens'],
    );
  const [before, same, after] = [await sums({}), await sums({}), await sums({ agent: 'c' })];
  expect(before.every((sum) => sum?.length === 64)).toBe(true);
  expect(same).toEqual(before);
  for (const [index, sum] of after.entries()) expect(sum).not.toBe(before[index]);
});

test('without anybody who may reach the API, agents are closed too', async () => {
  const things = await renderChart(renderer, { ...values(), networkPolicy: { enabled: true, apiFrom: [] } });
  expect(of(things, 'NetworkPolicy').map(({ spec }) => (spec!['ingress'] as object[]).length)).toEqual([2, 0]);
});

test('the base starts nothing until its tokens are set', () => {
  const [secret] = of(rendered.get('base')!, 'Secret');
  expect(secret!.data).toEqual({ ADMIN_TOKEN: '', AGENT_TOKEN: '' });
});

test('the chart has what the base has', () => {
  const kinds = (name: string) =>
    [...new Set(rendered.get(name)!.map(({ kind }) => kind))].filter((kind) => kind !== 'Namespace');
  expect(kinds('chart as it is').sort()).toEqual(kinds('base').sort());
  const probes = (name: string) =>
    podsOf(rendered.get(name)!)
      .map(({ spec }) =>
        JSON.stringify({ ...spec.containers[0], image: '', env: '', imagePullPolicy: undefined }, keysOf(spec.containers[0])),
      )
      .sort();
  expect(probes('chart as it is')).toEqual(probes('base'));
});

/** Every key in it, sorted, so that two texts of the same are the same text. */
function keysOf(value: unknown): string[] {
  const keys = new Set<string>();
  JSON.stringify(value, (key, part: unknown) => (keys.add(key), part));
  return [...keys].sort();
}

test('the schema of the values takes the chart’s own, and refuses what does not exist', () => {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')) as object,
  );
  for (const [name, over] of Object.entries(CHARTS)) expect(validate({ ...values(), ...over }), name).toBe(true);
  for (const [wrong, over] of Object.entries({
    'no such key': { replicas: 2 },
    'a number as text': { masters: '2' },
    'no zones': { config: { zones: [] } },
    'a size without a unit': { persistence: { size: '1', storageClass: '' } },
  }))
    expect(validate({ ...values(), ...over }), wrong).toBe(false);
});

test('the chart says what is missing', async () => {
  const none = { existingSecret: '', agent: '', admin: '' };
  await expect(renderChart(renderer, { ...values(), tokens: none })).rejects.toThrow('set tokens.agent and tokens.admin');
  for (const [part, why] of [
    [{ dns: { listen_port: 53 } }, 'config.dns.listen_port: pods listen on 8053'],
    [{ api: { listen_port: 8443 } }, 'config.api.listen_port: probes and agents ask port 8000'],
    [{ api: { tls: { cert_file: 'c', key_file: 'k' } } }, 'config.api.tls: probes and agents of this chart speak HTTP'],
  ] as const) {
    const config = { ...values()['config'], ...part };
    await expect(renderChart(renderer, { ...values(), config })).rejects.toThrow(why);
  }
  const stub = { enabled: true, zones: ['failover'] };
  await expect(renderChart(renderer, { ...values(), corednsStub: stub })).rejects.toThrow('corednsStub needs service.clusterIP');
});
