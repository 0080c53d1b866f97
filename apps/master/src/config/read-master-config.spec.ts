import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '@failover-dns/config';
import { describe, expect, it } from 'vitest';
import { aMasterConfig, aTarget, someRules } from '../health/health.fixture.js';
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
    const told = names.flatMap((name) => {
      const result = readMasterConfig(join(folder, name), {});
      return result.ok ? result.warnings : result.faults;
    });
    expect(JSON.stringify(told)).not.toContain('s3cret');
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
  const lints = names.filter((name) => /^(lints|valid-lints)/.test(name));

  it.each(lints)('%s loads, with warnings that say which number would do', (name) => {
    const { warnings } = configOf(name);
    expect(`${strip(formatFaults(warnings))}\n`).toBe(readFileSync(join(folder, name.replace(/yaml$/, 'txt')), 'utf8'));
  });
});

describe('the predecessor’s file', () => {
  it('loads unchanged; its warnings are of what was never right', () => {
    const { config, warnings } = configOf('valid-predecessor.yaml');
    expect(warnings.map(({ path, found }) => `${path}: ${found}`)).toEqual([
      'zones[0].ns: ns1.failover, the default, without an address',
      'zones[0].domains["webmail.failover"].server.timeout_sec: 60 with interval_sec 30 and a check timeout of 5',
    ]);
    expect(config.dns.listen).toEqual([{ address: '0.0.0.0', port: 8053 }]);
    expect(config.api).toMatchObject({ address: '0.0.0.0', port: 8000 });
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
          rtoMs: null,
          rules: someRules(),
          targets: [aTarget({ ip: '10.10.10.250' }), aTarget({ ip: '10.10.10.251' })],
          check: { type: 'tcp' },
          checks: [[{ name: 'tcp', type: 'tcp', port: 443 }], [{ name: 'tcp', type: 'tcp', port: 443 }]],
          tags: ['test'],
          agent: { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: 'secret_token' },
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
      api: { ...aMasterConfig().api, port: 8000 },
      agents: [],
      storage: { path: 'data/failover.db', keepDays: 30, latencies: 10_000 },
      brake: null,
      webhooks: [],
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
    expect(config.api).toEqual({
      address: '::1',
      port: 8443,
      adminToken: 'from-file',
      viewerToken: 'view-only',
      tls: {
        cert: expect.stringContaining('BEGIN CERTIFICATE') as string,
        key: expect.stringContaining('BEGIN PRIVATE KEY') as string,
        clientCa: expect.stringContaining('BEGIN CERTIFICATE') as string,
        clientAuth: 'request',
        notBefore: Date.UTC(2020, 0, 1),
        notAfter: Date.UTC(2126, 0, 1),
        certFile: join(folder, 'tls/cert.pem'),
      },
      corsOrigins: ['https://status.example.net'],
      rateLimit: { perSec: 50, burst: 500, failuresPerMinute: 10 },
      trustedProxies: ['192.0.2.0/28'],
    });
  });

  it('sets the zones', () => {
    const [zone, sub] = config.zones;
    expect(zone).toMatchObject({
      name: 'failover',
      ttl: 9,
      negativeTtl: 3,
      ns: ['ns1.example.net', 'ns2.failover'],
      soa: { mname: 'ns1.example.net', rname: 'dns\\.admin.example.net' },
      records: [
        { name: 'failover', type: 'TXT', value: '"v=spf1 -all"', ttl: 300 },
        { name: 'ns2.failover', type: 'A', value: '192.0.2.1', ttl: 9 },
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

  it('knows agents by the digests of their tokens', () => {
    const digest = (token: string) => createHash('sha256').update(token).digest('hex');
    expect(config.agents).toEqual([
      { id: 'fra', tokenHashes: [digest('fra-token')], tags: ['eu', 'dc'], certificate: 'fra-1' },
      { id: 'ams', tokenHashes: [digest('ams-token-1'), digest('ams-token-2')], tags: ['eu'] },
      { id: 'nyc', tokenHashes: ['0f'.repeat(32), '1f'.repeat(32)], tags: ['us'] },
      { id: 'sfo', tokenHashes: [digest('from-file')], tags: ['us'] },
    ]);
  });

  it('sets storage and brake', () => {
    expect(config.storage).toEqual({ path: ':memory:', keepDays: 7, latencies: 10_000 });
    expect(config.brake).toEqual({ percent: 40, windowMs: 30_000, maxMs: 300_000 });
  });

  it('sets the webhooks', () => {
    const everything = ['transition', 'override', 'release', 'brake', 'agent', 'reload'];
    expect(configOf('lints-webhooks.yaml').config.webhooks[0]).toMatchObject({ format: 'json', events: everything, domains: [] });
    expect(config.webhooks).toEqual([
      {
        name: 'ops',
        url: 'https://hooks.example.net/events',
        format: 'json',
        secret: 'from-file',
        events: ['transition', 'brake'],
        domains: ['webmail.failover', 'failover'],
        headers: { authorization: 'Bearer xyz', 'x-team': 'dns' },
        timeoutMs: 2500,
        ca: undefined,
      },
      {
        name: 'chat',
        url: 'https://chat.example.net/T0/B0',
        format: 'slack',
        secret: undefined,
        events: ['brake'],
        domains: [],
        headers: {},
        timeoutMs: 10_000,
        ca: undefined,
      },
    ]);
  });

  it('sets the rules, with the defaults that hang on others', () => {
    expect(domain('webmail.failover')!.rules).toEqual(
      someRules({
        policy: 'priority',
        timeoutMs: 90_000,
        rise: 2,
        fall: 3,
        window: 5,
        agentGraceMs: 450_000,
        select: 'priority',
        failback: { afterMs: 300_000 },
      }),
    );
    expect(domain('failover')).toMatchObject({ rtoMs: 120_500, agent: { fastIntervalSec: 0.5 } });
    expect(domain('failover')!.rules).toEqual(
      someRules({
        policy: 'quorum',
        timeoutMs: 90_000,
        rise: 2,
        fall: 3,
        window: 5,
        quorum: { votes: 2 },
        minAgents: 3,
        onSilence: 'hold',
        agentGraceMs: 600_000,
        coldStart: 'serve_all',
        allDown: 'last_good',
        minHealthy: 1,
        panic: 'fallback',
        select: 'weighted',
        maxAnswers: 1,
        attribution: 'off',
      }),
    );
    expect(domain('*.app.failover')!.rules).toMatchObject({ quorum: { percent: 60 }, maxAnswers: 3, allDown: 'nodata' });
    expect(domain('*.app.failover')!.fallback).toEqual([]);
  });

  it('gives each target its checks, the first of which names its port', () => {
    const { targets, checks, check } = domain('absolute.failover')!;
    expect(check).toEqual({ type: 'tcp' });
    expect(targets.map(({ ip, port, checks }) => [ip, port, checks])).toEqual([
      ['192.0.2.13', 25, 3],
      ['192.0.2.14', 26, 3],
    ]);
    expect(checks).toEqual([
      [
        { name: 'smtp', type: 'tcp', port: 25 },
        { name: 'https', type: 'https', port: 8443 },
        { name: 'icmp', type: 'icmp', port: null },
      ],
      [
        { name: 'smtp', type: 'tcp', port: 26 },
        { name: 'https', type: 'https', port: 8443 },
        { name: 'icmp', type: 'icmp', port: null },
      ],
    ]);
  });

  it('gives targets the port of their check, and addresses their one form', () => {
    expect(domain('webmail.failover')!.targets).toEqual([
      aTarget({ ip: '192.0.2.10', priority: 10 }),
      aTarget({ ip: '192.0.2.10', port: 8443 }),
      aTarget({ ip: '2001:db8::10', port: 1, priority: -1, disabled: true }),
    ]);
    expect(domain('failover')).toMatchObject({
      check: { type: 'icmp' },
      targets: [{ ip: '192.0.2.11', port: null, weight: 10 }],
    });
    expect(domain('*.app.failover')).toMatchObject({ check: { type: 'http' }, targets: [{ port: 80 }] });
  });
});
