import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '@failover-dns/config';
import { describe, expect, it } from 'vitest';
import { readMasterConfig } from './read-master-config.js';

const folder = join(import.meta.dirname, 'testdata');
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const strip = (text: string) => text.replaceAll(`${folder}/`, '');

function configOf(name: string) {
  const result = readMasterConfig(join(folder, name), {});
  if (!result.ok) throw new Error(formatFaults(result.faults));
  return result;
}

describe('a file with faults', () => {
  it.each(names.filter((name) => name.startsWith('invalid-')))('%s has exactly the message beside it', (name) => {
    const result = readMasterConfig(join(folder, name), {});
    const expected = readFileSync(join(folder, name.replace(/yaml$/, 'txt')), 'utf8');
    expect(result.ok ? '' : `${strip(formatFaults(result.faults))}\n`).toBe(expected);
  });

  it('never shows what a secret holds', () => {
    for (const name of names) expect(JSON.stringify(readMasterConfig(join(folder, name), {})) + name).not.toContain('s3cret');
  });

  it('says what environment variable is missing, and takes it when it is set', () => {
    const result = readMasterConfig(join(folder, 'invalid-environment.yaml'), { NOWHERE: '192.0.2.9', NO_TOKEN: 'x' });
    expect(result).toMatchObject({
      ok: true,
      config: { zones: [{ domains: [{ fallback: ['192.0.2.9'], agent: { token: 'x' } }] }] },
    });
  });
});

describe('a file that only might be better', () => {
  it('loads, with warnings that say which number would do', () => {
    const { warnings } = configOf('valid-lints.yaml');
    expect(`${strip(formatFaults(warnings))}\n`).toBe(readFileSync(join(folder, 'valid-lints.txt'), 'utf8'));
  });
});

describe('the predecessor’s file', () => {
  it('loads unchanged, without a warning', () => {
    const { config, warnings } = configOf('valid-predecessor.yaml');
    expect(warnings).toEqual([]);
    expect(config.dns.listen).toEqual([{ address: '0.0.0.0', port: 8053 }]);
    expect(config.api).toEqual({ address: '0.0.0.0', port: 8000 });
    expect(config.zones.map(({ name, ttl }) => [name, ttl])).toEqual([['failover', 5]]);
    expect([...config.domains]).toEqual([
      [
        'webmail.failover',
        {
          name: 'webmail.failover',
          zone: 'failover',
          ttl: 5,
          fallbackTtl: 30,
          fallback: ['10.10.10.254'],
          rules: { policy: 'any', timeoutMs: 60_000, rise: 1, fall: 1, window: 1 },
          targets: [
            { ip: '10.10.10.250', port: 443, priority: 0 },
            { ip: '10.10.10.251', port: 443, priority: 0 },
          ],
          check: { type: 'tcp' },
          tags: ['test'],
          agent: { intervalSec: 30, timeoutSec: 5, token: 'secret_token' },
        },
      ],
    ]);
  });
});

describe('a file that says as little as it may', () => {
  it('gets every default', () => {
    expect(configOf('valid-minimal.yaml').config).toEqual({
      file: join(folder, 'valid-minimal.yaml'),
      dns: {
        listen: [
          { address: '0.0.0.0', port: 8053 },
          { address: '::', port: 8053 },
        ],
        workers: 1,
        maxUdpSize: 1232,
        tcp: { maxConnections: 1000, idleSec: 10 },
        nsid: '',
        cookieSecrets: [],
      },
      api: { address: '127.0.0.1', port: 8000 },
      log: { level: 'info', format: 'text' },
      zones: [
        {
          name: 'failover',
          ttl: 5,
          negativeTtl: 30,
          ns: ['ns1.failover'],
          soa: { mname: 'ns1.failover', rname: 'hostmaster.failover' },
          records: [],
          domains: [],
        },
      ],
      domains: new Map(),
    });
  });
});

describe('a file that says everything', () => {
  const { config, warnings } = configOf('valid-everything.yaml');
  const domain = (name: string) => config.domains.get(name);

  it('has no warnings', () => {
    expect(warnings).toEqual([]);
  });

  it('sets the listeners, each address once and in one form', () => {
    expect(config.dns).toEqual({
      listen: [
        { address: '192.0.2.1', port: 53 },
        { address: '2001:db8::1', port: 53 },
      ],
      workers: 2,
      maxUdpSize: 1400,
      tcp: { maxConnections: 50, idleSec: 2.5 },
      nsid: 'fra1',
      cookieSecrets: ['000102030405060708090a0b0c0d0e0f'],
      rateLimit: { responsesPerSecond: 20, slip: 3, ipv4Prefix: 25, ipv6Prefix: 57, exempt: ['192.0.2.0/24', '::1'] },
    });
    expect(config.api).toEqual({ address: '::1', port: 8443 });
  });

  it('sets the zones', () => {
    const [zone, sub] = config.zones;
    expect(zone).toMatchObject({
      name: 'failover',
      ttl: 9,
      negativeTtl: 11,
      ns: ['ns1.example.net', 'ns2.failover'],
      soa: { mname: 'ns1.example.net', rname: 'dns\\.admin.example.net' },
      records: [
        { name: 'failover', type: 'TXT', value: '"v=spf1 -all"', ttl: 300 },
        { name: 'www.failover', type: 'CNAME', value: 'webmail.failover.', ttl: 9 },
      ],
    });
    expect(sub).toMatchObject({ name: 'sub.failover', ttl: 600, domains: [] });
  });

  it('resolves the names of domains', () => {
    expect([...config.domains.keys()]).toEqual([
      'webmail.failover',
      'failover',
      '*.app.failover',
      'absolute.failover',
      'mail.example.net.failover',
    ]);
  });

  it('lays the defaults under every domain', () => {
    expect(domain('webmail.failover')).toMatchObject({
      ttl: 3,
      fallbackTtl: 7,
      rules: { policy: 'priority', timeoutMs: 90_000, rise: 2, fall: 3, window: 5 },
      tags: ['eu', 'us'],
      agent: { intervalSec: 10, timeoutSec: 2, token: 'from-file' },
    });
    expect(domain('failover')).toMatchObject({ ttl: 9, fallbackTtl: 7, tags: [], agent: { token: 'from-defaults' } });
  });

  it('gives targets the port of their check, and addresses their one form', () => {
    expect(domain('webmail.failover')!.targets).toEqual([
      { ip: '192.0.2.10', port: 443, priority: 10 },
      { ip: '192.0.2.10', port: 8443, priority: 0 },
      { ip: '2001:db8::10', port: 1, priority: -1 },
    ]);
    expect(domain('failover')).toMatchObject({ check: { type: 'icmp' }, targets: [{ ip: '192.0.2.11', port: null }] });
    expect(domain('*.app.failover')).toMatchObject({ check: { type: 'http' }, targets: [{ port: 80 }] });
    expect(domain('absolute.failover')).toMatchObject({ check: { type: 'tcp' }, targets: [{ port: 25 }] });
  });
});
