import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import ts from 'typescript';
import { capture, ROOT } from './program.js';

/** A Kubernetes object, as far as the tests look into all of them alike. */
export interface Thing {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec?: Record<string, unknown>;
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

const isThing = (value: unknown): value is Thing => value !== null && value !== undefined;

export async function kustomize(folder: string): Promise<Thing[]> {
  const { code, stdout, stderr } = await capture('kubectl', ['kustomize', resolve(ROOT, folder)]);
  if (code !== 0) throw new Error(`kubectl kustomize ${folder}: ${stderr}`);
  return loadAll(stdout).filter(isThing);
}

/** Helm's client is not to be had from Debian or npm; its template engine is: tools/helm/render.go, built with Debian's Go. */
export async function buildRenderer(folder: string): Promise<string> {
  const program = join(folder, 'render');
  const env = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '', GOCACHE: join(tmpdir(), 'failover-dns-go') };
  const { code, stderr } = await capture('go', ['build', '-o', program, join(ROOT, 'tools/helm/render.go')], { env });
  if (code !== 0) throw new Error(`go build: ${stderr}`);
  return program;
}

/** What the chart makes of `values`, which are whole: nothing is merged into them. Rejects with what a template refused. */
export async function renderChart(renderer: string, values: unknown): Promise<Thing[]> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-dns-chart-'));
  try {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    const { code, stdout, stderr } = await capture(renderer, [join(ROOT, 'deploy/helm/failover-dns'), 'demo', file]);
    if (code !== 0) throw new Error(stderr);
    const stream = stdout.replace(/---\n# Source: NOTES\.txt\n[^]*?(?=---\n# Source|$)/, '');
    return loadAll(stream).filter(isThing);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const packageOf = (apiVersion: string): string =>
  `${apiVersion.startsWith('monitoring.coreos.com/') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models'}/${apiVersion}`;

/** What the JSON schema of its kind says against an object: kinds, formats, missing fields. */
export async function schemaFaults(thing: Thing): Promise<string[]> {
  const models = (await import(packageOf(thing.apiVersion))) as Record<string, new (data: Thing) => { validate(): void }>;
  const Model = models[thing.kind];
  if (!Model) return [`${thing.apiVersion} has no ${thing.kind}`];
  try {
    new Model(thing).validate();
    return [];
  } catch (error) {
    return [`${thing.kind} ${thing.metadata.name}: ${(error as Error).message}`];
  }
}

/** What TypeScript says against the objects as values of their kinds' types: above all fields that do not exist, which schemas let pass. */
export function typeFaults(things: readonly Thing[]): string[] {
  const file = resolve(ROOT, 'e2e/rendered.ts');
  const text = things.map(
    (thing, index) => `import { type I${thing.kind} as I${index} } from '${packageOf(thing.apiVersion)}';
export const object${index}: I${index} = ${JSON.stringify(thing)};`,
  );
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text.join('\n'), ts.ScriptTarget.ES2023, true) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
