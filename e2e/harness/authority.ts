import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type World } from './world.js';

export interface Issued {
  cert: string;
  key: string;
}

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate authority of a test's own, whose files are in its folder. */
export class Authority {
  private readonly folder: string;
  /** The file of its own certificate. */
  readonly file: string;
  readonly pem: string;

  constructor(world: World, name: string) {
    this.folder = world.place(`authority-${name}`);
    this.file = join(this.folder, 'ca.pem');
    this.openssl('req', '-x509', ...CURVE, '-days', '30', '-subj', `/CN=${name}`, '-keyout', 'ca-key.pem', '-out', 'ca.pem');
    this.pem = readFileSync(this.file, 'utf8');
  }

  /** Files of a new certificate with this name; `ip` for a server's, which is known by it. */
  issue(name: string, { days = 30, ip }: { days?: number; ip?: string } = {}): Issued {
    const [key, cert] = ['key', 'cert'].map((what) => `${name}-${what}-${process.hrtime.bigint()}.pem`) as [string, string];
    const subject = ['-subj', `/CN=${name}`, ...(ip ? ['-addext', `subjectAltName=IP:${ip}`] : [])];
    this.openssl('req', '-new', ...CURVE, ...subject, '-keyout', key, '-out', 'request.pem');
    const signed = [
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      '-CAcreateserial',
      '-copy_extensions',
      'copy',
      '-days',
      String(days),
    ];
    this.openssl('x509', '-req', '-in', 'request.pem', ...signed, '-out', cert);
    return { cert: join(this.folder, cert), key: join(this.folder, key) };
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe' });
  }
}
