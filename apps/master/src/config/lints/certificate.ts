import { day, placeOf } from '../compile/api-tls.js';
import { type MasterConfig } from '../master-config.js';
import { type Lint, type WrittenConfig } from './lint.js';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** Until when the API's certificate lasts, if that is soon; null: there is none, or it lasts. */
export function expiryNote({ api: { tls } }: Pick<MasterConfig, 'api'>, now: number): string | null {
  if (tls === null || tls.notAfter - now >= SOON_DAYS * DAY_MS) return null;
  const expires = `the API's certificate ${tls.notAfter < now ? 'expired' : 'expires'} on ${day(new Date(tls.notAfter))}`;
  return `${expires}: renew the files of api.tls.cert and api.tls.key`;
}

/** A certificate that is about to expire. */
export const lintCertificate: Lint<WrittenConfig> = ({ config }, report) => {
  const { tls } = config.api;
  if (tls === null || expiryNote(config, Date.now()) === null) return;
  const found = `a certificate that expires on ${day(new Date(tls.notAfter))}`;
  report.warn(placeOf('cert', ['api', 'tls'], report), found, `one that is valid for ${SOON_DAYS} days or more`, 'renew it');
};
