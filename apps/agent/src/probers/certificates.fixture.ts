import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface Certificate {
  key: Buffer;
  cert: Buffer;
}

const CA = `
[ca]
default_ca = self
[self]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;
const DAY_MS = 86_400_000;

/** A self-signed certificate of that name, made by openssl, valid between two days counted from now. */
export function certificateOf(name: string, { from = -1, to = 1 } = {}): Certificate {
  const cwd = mkdtempSync(join(tmpdir(), 'agent-certificate-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'ignore' });
  const day = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString().replace(/[-:T]|\.\d+/g, '');
  try {
    for (const [file, text] of Object.entries({ 'ca.cnf': CA, 'index.txt': '', serial: '01' }))
      writeFileSync(join(cwd, file), text);
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
    openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      'key',
      '-out',
      'csr',
      ...subject,
    );
    const dates = ['-startdate', day(from), '-enddate', day(to)];
    openssl(
      'ca',
      '-config',
      'ca.cnf',
      '-selfsign',
      '-keyfile',
      'key',
      '-in',
      'csr',
      '-out',
      'cert',
      '-batch',
      '-notext',
      ...dates,
    );
    return { key: readFileSync(join(cwd, 'key')), cert: readFileSync(join(cwd, 'cert')) };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Makes this process trust a certificate until the test ends. */
export function trust({ cert }: Certificate): Certificate['cert'] {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert.toString()]);
  onTestFinished(() => setDefaultCACertificates(before));
  return cert;
}
