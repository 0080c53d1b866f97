import { isIP } from 'node:net';
import { type Lint, type WrittenConfig } from './lint.js';

/** Events in plain text on a network: whoever listens reads the reasons, and the secret in the URL. */
export const lintWebhooks: Lint<WrittenConfig> = ({ config: { webhooks } }, report) => {
  webhooks.forEach(({ url }, index) => {
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'http:' || isLoopback(hostname.replace(/^\[|\]$/g, ''))) return;
    const file = ['webhooks', index, 'url_file'];
    const at = report.isSet(file) ? file : ['webhooks', index, 'url'];
    report.warn(
      at,
      '(secret) without TLS, to another machine',
      'a URL that begins with https://',
      'everybody on the way can read it',
    );
  });
};

const isLoopback = (host: string): boolean =>
  isIP(host) === 0 ? /^(.*\.)?localhost$/.test(host) : host === '::1' || host.startsWith('127.');
