import { createSecureContext } from 'node:tls';
import { nearest, type Path, show } from '@failover-dns/config';
import { type WebhookConfig } from '../master-config.js';
import { canonicalName } from '../names.js';
import { type Report } from '../report.js';
import { type WebhookSection } from '../sections/webhook.section.js';

/** They are those of every request. */
const OURS =
  /^(host|connection|keep-alive|content-length|content-type|transfer-encoding|upgrade|expect|te|trailer|x-failover-.*)$/;

/** The webhooks, each name once; `domains` are all that there are, undefined: they could not all be read. */
export function compileWebhooks(
  sections: readonly (WebhookSection | undefined)[],
  domains: readonly string[] | undefined,
  report: Report,
): WebhookConfig[] {
  const names = new Map<string, Path>();
  return sections.flatMap((section, index): WebhookConfig[] => {
    const at = ['webhooks', index];
    if (section?.name !== undefined) checkOnce(section.name, at, names, report);
    if (section === undefined) return [];
    checkUrl(section, at, report);
    checkCa(section, at, report);
    const headers = section.headers.flatMap((text, h) =>
      text === undefined ? [] : [headerOf(text, [...at, 'headers', h], report)],
    );
    const wanted = section.domains.map((name, d) => name && domainOf(name, domains, [...at, 'domains', d], report));
    if (section.name === undefined || section.url === undefined) return [];
    return [
      {
        name: section.name,
        url: section.url,
        format: section.format,
        secret: section.secret,
        events: [...new Set(known(section.events))],
        domains: [...new Set(known(wanted))],
        headers: Object.fromEntries(headers),
        timeoutMs: section.timeout_sec * 1000,
        ca: section.ca,
      },
    ];
  });
}

const known = <T>(items: readonly (T | undefined)[]): T[] => items.filter((item) => item !== undefined);

function checkOnce(name: string, at: Path, names: Map<string, Path>, report: Report): void {
  const first = names.get(name);
  if (first === undefined) names.set(name, [...at, 'name']);
  else
    report.fault([...at, 'name'], `${show(name)} again`, 'each webhook once', `it stands on line ${report.line(first)} already`);
}

function checkUrl({ url, ca }: WebhookSection, at: Path, report: Report): void {
  if (url === undefined || !URL.canParse(url)) return;
  const { username, password, protocol } = new URL(url);
  const place = placeOf('url', at, report);
  if (username !== '' || password !== '') {
    report.fault(
      place,
      '(secret) with a user and a password',
      'a URL without them',
      'headers: ["Authorization: Basic …"] takes them',
    );
  }
  if (ca !== undefined && protocol === 'http:')
    report.fault(placeOf('ca', at, report), 'an authority for http://', 'a URL that begins with https://');
}

function checkCa({ ca }: WebhookSection, at: Path, report: Report): void {
  if (ca === undefined) return;
  try {
    if (!ca.includes('-----BEGIN CERTIFICATE-----')) throw new Error('no certificate');
    createSecureContext({ ca });
  } catch {
    report.fault(placeOf('ca', at, report), 'no PEM that can be read', 'certificates in PEM');
  }
}

/** A secret stands in its own key, or in the file of the key beside it. */
function placeOf(key: string, at: Path, report: Report): Path {
  const file = [...at, `${key}_file`];
  return report.isSet(file) ? file : [...at, key];
}

function headerOf(text: string, at: Path, report: Report): [string, string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).toLowerCase();
  if (OURS.test(name)) report.fault(at, `the header ${name}`, 'one that the request does not set itself');
  return [name, text.slice(colon + 1).trim()];
}

function domainOf(text: string, domains: readonly string[] | undefined, at: Path, report: Report): string {
  const name = canonicalName(text);
  if (domains === undefined || domains.includes(name)) return name;
  const near = nearest(name, domains);
  report.fault(at, show(text), 'the whole name of a domain of this config', near && `did you mean ${show(near)}?`);
  return name;
}
