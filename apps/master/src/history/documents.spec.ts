import { describe, expect, it } from 'vitest';
import { StoppedClock } from '../health/health.fixture.js';
import { Documents } from './documents.js';

function loaded(...rows: Parameters<Documents['load']>[0]) {
  const documents = new Documents(new StoppedClock());
  documents.load(rows);
  return documents;
}

describe('Documents', () => {
  it('says so when it is asked too early', () => {
    const documents = new Documents(new StoppedClock());
    for (const call of [() => documents.all('k'), () => documents.put('k', 'a', 1), () => documents.remove('k', 'a')])
      expect(call).toThrow('documents are not loaded yet');
  });

  it('gives what was loaded and what was put, as JSON has it', () => {
    const documents = loaded(['k', 'a', '{"x":1}', 5], ['other', 'a', '2', 5], ['k', 'broken', '{', 5]);
    documents.put('k', 'b', { until: new Date(0), gone: undefined });
    expect(documents.all('k').map(({ key, value }) => [key, value])).toEqual([
      ['a', { x: 1 }],
      ['b', { until: '1970-01-01T00:00:00.000Z' }],
    ]);
    expect(documents.all('none')).toEqual([]);
    expect(() => documents.put('k', 'c', undefined)).toThrow('no JSON value');
  });

  it('hands out each change once, and again when it was not written', () => {
    const documents = loaded(['k', 'a', '1', 5]);
    expect(documents.remove('k', 'a')).toBe(true);
    expect(documents.remove('k', 'a')).toBe(false);
    documents.put('k', 'b', 2);
    documents.put('k', 'b', 3);
    const rows = documents.take();
    expect(rows.map(([, key, json]) => [key, json])).toEqual([
      ['a', null],
      ['b', '3'],
    ]);
    expect(documents.take()).toEqual([]);
    documents.unwrite(rows);
    expect(documents.take().map(([, key, json]) => [key, json])).toEqual([
      ['a', null],
      ['b', '3'],
    ]);
    documents.unwriteAll();
    expect(documents.take().map(([, key]) => key)).toEqual(['b']);
  });

  it('takes in what turns up late, but for what was said meanwhile', () => {
    const documents = loaded();
    const late: string[] = [];
    documents.onLate((kind) => late.push(kind));
    documents.put('k', 'a', 'new');
    documents.remove('k', 'b');
    documents.load([
      ['k', 'a', '"old"', 5],
      ['k', 'b', '"old"', 5],
      ['k', 'c', '"old"', 5],
    ]);
    expect(late).toEqual(['k']);
    expect(documents.all('k').map(({ key, value }) => [key, value])).toEqual([
      ['a', 'new'],
      ['c', 'old'],
    ]);
  });
});
