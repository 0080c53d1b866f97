import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { type Path } from '@failover-dns/config';
import { type ApiTls } from '../master-config.js';
import { type Report } from '../report.js';
import { type ApiTlsSection } from '../sections/api.section.js';

/**
 * What the API shows and asks for; null where that is at fault, which is reported. Nothing of what the files hold is told. When the
 * certificate is valid is no fault: agents refuse it, and DNS is served all the same.
 */
export function compileTls(section: ApiTlsSection, at: Path, report: Report): ApiTls | null {
  const { cert, key, client_ca: clientCa, client_auth: asked } = section;
  const fault = (name: string, found: string, expected: string, hint?: string) =>
    report.fault(placeOf(name, at, report), found, expected, hint);
  const unreadable = (name: string, expected: string) => {
    const file = report.secretFile([...at, `${name}_file`]);
    fault(name, file === undefined ? UNREADABLE : `${UNREADABLE} in ${file}`, expected);
  };
  if (asked !== undefined && asked !== 'off' && clientCa === undefined)
    fault('client_auth', `${asked} without client_ca`, '`client_ca` or `client_ca_file` beside it');
  if (clientCa !== undefined && !certificateIn({ ca: clientCa })) unreadable('client_ca', 'certificates in PEM');
  const leaf = cert === undefined ? undefined : certificateIn({ cert });
  if (cert !== undefined && leaf === undefined) unreadable('cert', 'a certificate in PEM');
  const hasKey = key !== undefined && isReadable({ key });
  if (key !== undefined && !hasKey) unreadable('key', 'a private key in PEM, without a password');
  if (leaf === undefined || !hasKey || cert === undefined) return null;
  const certFile = report.secretFile([...at, 'cert_file']);
  if (!isReadable({ cert, key }))
    fault('key', 'the key of another certificate', `the key of ${certFile ?? '`cert`'}`, 'renew both files');
  const clientAuth = asked ?? (clientCa === undefined ? 'off' : 'require');
  const [notBefore, notAfter] = [leaf.validFromDate.getTime(), leaf.validToDate.getTime()];
  return { cert, key, clientCa, clientAuth, notBefore, notAfter, certFile };
}

const UNREADABLE = 'no PEM that can be read';

/** The first one. */
function certificateIn(pem: { cert: string } | { ca: string }): X509Certificate | undefined {
  try {
    return isReadable(pem) ? new X509Certificate(Object.values<string>(pem)[0]!) : undefined;
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
