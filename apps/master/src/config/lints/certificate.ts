import { placeOf } from '../compile/api-tls.js';
import { type ApiTls } from '../master-config.js';
import { type Lint, type WrittenConfig } from './lint.js';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** What is the matter with the time of the API's certificate. `isUseless`: nobody accepts it now. */
export interface TimeFault {
  isUseless: boolean;
  /** `expired on 2020-02-01` */
  when: string;
  hint: string;
}

/** null: there is no certificate, or it lasts. */
export function timeFault(tls: Pick<ApiTls, 'notBefore' | 'notAfter'> | null, now: number): TimeFault | null {
  if (tls === null) return null;
  const until = day(tls.notAfter);
  if (tls.notAfter < now) return { isUseless: true, when: `expired on ${until}`, hint: 'renew it' };
  if (tls.notBefore > now)
    return { isUseless: true, when: `is not valid before ${day(tls.notBefore)}`, hint: 'look at the clock, too' };
  return tls.notAfter - now < SOON_DAYS * DAY_MS ? { isUseless: false, when: `expires on ${until}`, hint: 'renew it' } : null;
}

/** For logs and `degraded`: which certificate it is, what is the matter, and what to do. */
export function timeNote({ certFile }: Pick<ApiTls, 'certFile'>, { isUseless, when, hint }: TimeFault): string {
  const which = `the API's certificate${certFile === undefined ? '' : ` in ${certFile}`}`;
  const effect = isUseless ? ', so agents and people refuse it' : '';
  return `${which} ${when}${effect}: ${hint}; the files of api.tls.cert and api.tls.key are read by themselves when they change`;
}

/** A certificate that is about to expire, did, or is not valid yet. */
export const lintCertificate: Lint<WrittenConfig> = ({ config: { api } }, report) => {
  const fault = timeFault(api.tls, Date.now());
  if (api.tls === null || fault === null) return;
  const file = api.tls.certFile === undefined ? '' : ` (${api.tls.certFile})`;
  const expected = fault.isUseless ? 'one that is valid' : `one that is valid for ${SOON_DAYS} days or more`;
  report.warn(placeOf('cert', ['api', 'tls'], report), `a certificate that ${fault.when}${file}`, expected, fault.hint);
};

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
