import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTls } from './tls.js';

const PAIRS = join(import.meta.dirname, '../../../master/src/config/testdata/tls');
const home = mkdtempSync(join(tmpdir(), 'failover-dns-tls-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const SETTINGS = join(home, 'config.yaml');

function put(name: string, from?: string): string {
  const path = join(home, name);
  if (from === undefined) writeFileSync(path, 'hello');
  else copyFileSync(join(PAIRS, from), path);
  chmodSync(path, 0o600);
  return path;
}

const [cert, key, other] = [put('cert.pem', 'cert.pem'), put('key.pem', 'key.pem'), put('other.pem', 'other-key.pem')];
const none = join(home, 'none.pem');

function tls(flags: Parameters<typeof readTls>[0], env: NodeJS.ProcessEnv = {}, said: Parameters<typeof readTls>[3] = {}) {
  const warnings: string[] = [];
  return { read: readTls(flags, env, SETTINGS, said, warnings), warnings };
}

describe('the certificates of the command line', () => {
  it('are as usual where nobody says more', () => {
    expect(tls({})).toEqual({ read: {}, warnings: [] });
  });

  it('come from the flag before the environment before the settings file, whose paths are beside it', () => {
    expect(tls({}, {}, { ca_file: 'cert.pem' }).read.ca).toContain('BEGIN CERTIFICATE');
    expect(tls({}, { FAILOVER_CA_FILE: cert }, { ca_file: 'none.pem' }).read.ca).toContain('BEGIN CERTIFICATE');
    expect(tls({ caFile: cert }, { FAILOVER_CA_FILE: none }, { ca_file: 'none.pem' }).read.ca).toContain('BEGIN CERTIFICATE');
    const pair = tls({ keyFile: key }, { FAILOVER_CERT_FILE: cert }).read;
    expect([pair.cert, pair.key]).toEqual([
      expect.stringContaining('BEGIN CERTIFICATE'),
      expect.stringContaining('BEGIN PRIVATE KEY'),
    ]);
  });

  it.each<[string, () => unknown, string]>([
    ['a file that is not there', () => tls({ caFile: none }), `the file ${none} (--ca-file) cannot be read: ENOENT`],
    [
      'one that a variable names',
      () => tls({}, { FAILOVER_CA_FILE: none }),
      `the file ${none} (FAILOVER_CA_FILE) cannot be read: ENOENT`,
    ],
    ['one that the settings name', () => tls({}, {}, { ca_file: 'none.pem' }), `the file ${none} (${SETTINGS}) cannot be read`],
    ['a file without PEM', () => tls({ caFile: put('text') }), `(--ca-file) holds no PEM that can be read`],
    ['a key for a certificate', () => tls({ certFile: key, keyFile: key }), `${key} (--cert-file) holds no PEM`],
    ['a certificate without its key', () => tls({ certFile: cert }), 'a certificate and its key come together'],
    ['a key without its certificate', () => tls({ keyFile: key }), 'a certificate and its key come together'],
    ['another’s key', () => tls({ certFile: cert, keyFile: other }), 'the key is not that of the certificate'],
  ])('that are wrong are a fault with its place: %s', (_name, read, message) => {
    expect(read).toThrow(message);
  });

  it('warn of a key that others can read, and of no other file', () => {
    chmodSync(cert, 0o644);
    expect(tls({ certFile: cert, keyFile: key }).warnings).toEqual([]);
    chmodSync(key, 0o640);
    expect(tls({ certFile: cert, keyFile: key }).warnings).toEqual([`${key} is a key and others can read it: chmod 600 ${key}`]);
    chmodSync(key, 0o600);
  });
});
