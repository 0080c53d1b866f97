import { type Path } from '@failover-dns/config';
import { type Report } from '../report.js';
import { type Lint, type WrittenConfig } from './lint.js';

const SHORTEST = 8;

/** Tokens that can be guessed. */
export const lintTokens: Lint<WrittenConfig> = ({ sections: { agents, api } }, report) => {
  agents.forEach((agent, index) => {
    agent?.token?.forEach((token, t) => warnOfShort(token, ['agents', index, 'token', t], report));
  });
  warnOfShort(api.admin_token, ['api', 'admin_token'], report);
  warnOfShort(api.viewer_token, ['api', 'viewer_token'], report);
};

function warnOfShort(token: string | undefined, at: Path, report: Report): void {
  if (token === undefined || token.length >= SHORTEST) return;
  const expected = `at least ${SHORTEST} characters (openssl rand -hex 16)`;
  report.warn(at, `(secret) of fewer than ${SHORTEST} characters`, expected, 'it can be guessed');
}
