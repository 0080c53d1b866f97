import { type Path } from '@failover-dns/config';
import { canonicalAddress } from '../address.js';
import { type MasterConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { type ApiSection } from '../sections/api.section.js';
import { compileTls } from './api-tls.js';

export function compileApi(section: ApiSection, report: Report): MasterConfig['api'] {
  const { requests_per_second, burst, failures_per_minute } = section.rate_limit;
  checkOrigins(section, ['api', 'cors_origins'], report);
  return {
    address: canonicalAddress(section.listen_ip),
    port: section.listen_port,
    adminToken: section.admin_token,
    viewerToken: section.viewer_token,
    tls: section.tls === undefined ? null : compileTls(section.tls, ['api', 'tls'], report),
    corsOrigins: known(section.cors_origins),
    rateLimit: { perSec: requests_per_second, burst, failuresPerMinute: failures_per_minute },
    trustedProxies: known(section.trusted_proxies),
  };
}

/** Any page that somebody with a token looks at could try to use it. */
function checkOrigins({ cors_origins, admin_token, viewer_token }: ApiSection, at: Path, report: Report): void {
  const token = admin_token === undefined ? viewer_token && 'viewer_token' : 'admin_token';
  const any = cors_origins.indexOf('*');
  if (any < 0 || token === undefined) return;
  report.fault([...at, any], `"*" beside api.${token}`, 'the origins that are meant, such as https://status.example.net');
}

const known = <T>(items: readonly (T | undefined)[]): T[] => items.filter((item) => item !== undefined);
