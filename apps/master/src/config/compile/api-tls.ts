import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { type Path } from '@failover-dns/config';
import { type ApiTls } from '../master-config.js';
import { type Report } from '../report.js';
import { type ApiTlsSection } from '../sections/api.section.js';

/** What the API shows and asks for; null where that is at fault, which is reported. Nothing of what the files hold is told. */
export function compileTls(section: ApiTlsSection, at: Path, report: Report): ApiTls | null {
  const { cert, key, client_ca: clientCa, client_auth: asked } = section;
  const fault = (name: string, found: string, expected: string, hint?: string) =>
    report.fault(placeOf(name, at, report), found, expected, hint);
  if (asked !== undefined && asked !== 'off' && clientCa === undefined)
    fault('client_auth', `${asked} without client_ca`, '`client_ca` or `client_ca_file` beside it');
  if (clientCa !== undefined && !isReadable({ ca: clientCa })) fault('client_ca', UNREADABLE, 'certificates in PEM');
  const leaf = cert === undefined ? undefined : certificateIn(cert);
  if (cert !== undefined && leaf === undefined) fault('cert', UNREADABLE, 'a certificate in PEM');
  const hasKey = key !== undefined && isReadable({ key });
  if (key !== undefined && !hasKey) fault('key', UNREADABLE, 'a private key in PEM, without a password');
  const now = new Date();
  if (leaf !== undefined && leaf.validToDate < now)
    fault('cert', `a certificate that expired on ${day(leaf.validToDate)}`, 'one that is valid', 'renew it');
  if (leaf !== undefined && leaf.validFromDate > now)
    fault(
      'cert',
      `a certificate that is valid from ${day(leaf.validFromDate)} on`,
      'one that is valid',
      'look at the clock, too',
    );
  if (leaf === undefined || !hasKey || cert === undefined) return null;
  if (!isReadable({ cert, key })) fault('key', 'the key of another certificate', 'the key of `cert`', 'renew both files');
  const clientAuth = asked ?? (clientCa === undefined ? 'off' : 'require');
  return { cert, key, clientCa, clientAuth, notAfter: leaf.validToDate.getTime() };
}

const UNREADABLE = 'no PEM that can be read';

export const day = (date: Date): string => date.toISOString().slice(0, 10);

function certificateIn(pem: string): X509Certificate | undefined {
  try {
    return isReadable({ cert: pem }) ? new X509Certificate(pem) : undefined;
  } catch {
    return undefined;
  }
}

function isReadable(options: { ca?: string; cert?: string; key?: string }): boolean {
  if (!Object.values(options).every((pem) => pem.includes('-----BEGIN'))) return false;
  try {
    createSecureContext(options);
    return true;
  } catch {
    return false;
  }
}

/** A secret stands in its own key, or in the file of the key beside it. */
export function placeOf(key: string, at: Path, report: Report): Path {
  const file = [...at, `${key}_file`];
  return report.isSet(file) ? file : [...at, key];
}
