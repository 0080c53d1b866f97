import { describe, expect, it } from 'vitest';
import { aDomainConfig, aMasterConfig } from '../health/health.fixture.js';
import { type Standing } from '../health/standing.js';
import { answerOf, zonesOf } from './zones.js';

const fallback: Standing = {
  state: 'fallback',
  source: 'fallback',
  ttl: 30,
  addresses: ['192.0.2.254'],
  verdicts: ['down', 'unknown'],
  services: ['in', 'in'],
  inForce: 0,
  weights: null,
  maxAnswers: null,
};

describe('zonesOf', () => {
  it('gives the engine every address that a domain may ever answer', () => {
    const [zone] = zonesOf(aMasterConfig(), () => fallback, 1);
    expect(zone?.domains).toEqual([
      { name: 'webmail.failover', candidates: ['192.0.2.10', '192.0.2.11', '192.0.2.254'], answer: answerOf(fallback) },
    ]);
  });

  it('lets negative answers live for negative_ttl, even in a zone of shorter TTLs', () => {
    const [zone] = zonesOf(aMasterConfig([aDomainConfig()]), () => fallback, 1);
    expect([zone?.ttl, zone?.negativeTtl]).toEqual([30, 30]);
  });
});

describe('answerOf', () => {
  it('says on a fallback answer how many targets are up', () => {
    expect(answerOf(fallback).ede).toEqual({ code: 0, text: '0 of 2 targets up; fallback' });
    expect(answerOf({ ...fallback, source: 'targets' }).ede).toBeUndefined();
  });

  it.each<[Standing['source'], string]>([
    ['all_targets', '0 of 2 targets up; every target answered'],
    ['last_good', '0 of 2 targets up; last good answered'],
    ['nodata', '0 of 2 targets up; no address'],
    ['servfail', '0 of 2 targets up; no answer'],
  ])('says where an answer from %s comes from', (source, text) => {
    expect(answerOf({ ...fallback, source })).toMatchObject({
      ede: { code: 0, text },
      ...(source === 'servfail' && { servfail: true }),
    });
  });

  it('hands weights and the number of answers to the engine, and leaves them out where there are none', () => {
    expect(answerOf({ ...fallback, weights: [3], maxAnswers: 1 })).toMatchObject({ weights: [3], maxAnswers: 1 });
    expect(answerOf(fallback)).not.toHaveProperty('weights');
  });
});
