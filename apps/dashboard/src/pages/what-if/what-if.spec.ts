import { describe, expect, test } from 'vitest';
import { outcomeSentence, peekWords, restSentence } from './outcome.js';
import { bodyOf, commandOf, headlineParts, queryOf, questionOf, secondsOf, timeWords } from './question.js';
import { findPlaces, placesOf, placeWords } from './targets.js';

const NOTHING = { down: [], lost: [], after: 0 };

describe('the question', () => {
  test('stands in the URL and comes back from it', () => {
    const question = { down: ['192.0.2.12', 'a.failover/192.0.2.1:443'], lost: ['fra-1', 'ü & co'], after: 90 };
    const query = queryOf(question, '192.0.2.');
    expect(questionOf(new URLSearchParams(query))).toEqual(question);
    expect(new URLSearchParams(query).get('find')).toBe('192.0.2.');
    expect(queryOf(NOTHING, '')).toBe('');
  });

  test('what is no number of seconds is none', () => {
    expect(['after=x', 'after=-5', 'after=Infinity', ''].map((text) => questionOf(new URLSearchParams(text)).after)).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test('is the headline', () => {
    const said = (question: Partial<typeof NOTHING>) => headlineParts({ ...NOTHING, ...question }).join(' ');
    expect(said({})).toBe('What if something fails?');
    expect(said({ down: ['192.0.2.12'], lost: ['fra-1'] } as never)).toBe('What if 192.0.2.12 is down and fra-1 is lost?');
    expect(said({ lost: ['a', 'b'], after: 600 } as never)).toBe('What if a and b are lost and 10 min pass?');
    expect(said({ down: ['1', '2', '3'] } as never)).toBe('What if 3 targets are down?');
    expect(said({ down: ['a.failover/192.0.2.1:443'] } as never)).toBe('What if 192.0.2.1 of a.failover is down?');
  });

  test('is a command, quoted for a shell', () => {
    expect(commandOf({ down: ['192.0.2.12', '[2001:db8::1]:443'], lost: ["it's", '-x'], after: 60 })).toBe(
      "failover simulate --down 192.0.2.12 --down '[2001:db8::1]:443' --lost 'it'\\''s' --lost=-x --advance 60s",
    );
    expect(commandOf({ ...NOTHING, lost: ['$(reboot)', 'a;b'] })).toBe("failover simulate --lost '$(reboot)' --lost 'a;b'");
  });

  test('is a body', () => {
    expect(bodyOf({ down: ['192.0.2.1'], lost: [], after: 5 }, 200)).toEqual({
      targets_down: ['192.0.2.1'],
      agents_lost: [],
      advance_sec: 5,
      limit: 200,
    });
  });

  test('times', () => {
    expect(['90', '90s', '5m', '5 min', '2h', '1d', '', 'x', '-1', '9999d'].map(secondsOf)).toEqual([
      90,
      90,
      300,
      300,
      7200,
      86_400,
      null,
      null,
      null,
      null,
    ]);
    expect([90, 60, 600, 7200, 86_400, 172_800].map(timeWords)).toEqual(['90 s', '1 min', '10 min', '2 h', '1 day', '2 days']);
  });
});

describe('targets', () => {
  const rows = [
    { domain: 'web.failover', targets: ['192.0.2.10:443', '192.0.2.9:443'], failing: ['192.0.2.9:443'] },
    { domain: 'mail.failover', targets: ['192.0.2.9:25', '192.0.2.9:587', '[2001:db8::1]:25'], failing: [] },
  ];
  const places = placesOf(rows);

  test('each address once, with its domains and where it is down', () => {
    expect(places.map((place) => [place.ip, placeWords(place)])).toEqual([
      ['192.0.2.9', '2 domains, down in 1'],
      ['192.0.2.10', '1 domain'],
      ['2001:db8::1', '1 domain'],
    ]);
    expect(placesOf([rows[0]!]).map(placeWords)).toEqual(['1 domain, is down', '1 domain']);
  });

  test('are found by address, prefix and domain', () => {
    const found = (text: string) => findPlaces(places, text).map(({ ip }) => ip);
    expect(found('192.0.2.1')).toEqual(['192.0.2.10']);
    expect(found('192.0.2.8/31')).toEqual(['192.0.2.9']);
    expect(found('MAIL')).toEqual(['192.0.2.9', '2001:db8::1']);
    expect(found('nothing')).toEqual([]);
    expect(found(' ')).toHaveLength(3);
  });
});

describe('the outcome in words', () => {
  const counts = { changed: 4, other_answers: 4, to_fallback: 1, unchanged_weaker: 37, unchanged: 4959, brake: null };
  test('what changes', () => {
    const said = (over: Partial<typeof counts>) => outcomeSentence({ ...counts, ...over });
    expect(said({})).toBe('4 domains answer something else. 1 of them goes to fallback.');
    expect(said({ changed: 1, other_answers: 1 })).toBe('1 domain answers something else. It goes to fallback.');
    expect(said({ to_fallback: 4 })).toBe('4 domains answer something else. All of them go to fallback.');
    expect(said({ changed: 6, to_fallback: 0 })).toBe(
      '4 domains answer something else. 2 more keep their answer in another state.',
    );
    expect(said({ changed: 1, other_answers: 0, to_fallback: 0 })).toBe(
      'No answer changes. 1 domain keeps its answer in another state.',
    );
    expect(said({ changed: 0, other_answers: 0, to_fallback: 0 })).toBe('No answer changes.');
    expect(outcomeSentence({ ...counts, changed: 2, other_answers: 0, brake: '3 of 4 targets left' })).toBe(
      'No answer changes. 2 domains keep their answer whatever is up.',
    );
  });
  test('and what does not', () => {
    expect(restSentence(counts, true)).toBe('37 keep their answer with one vote fewer. 4,959 notice nothing.');
    expect(restSentence({ ...counts, unchanged_weaker: 1 }, false)).toBe(
      '1 keeps its answer with fewer votes. 4,959 notice nothing.',
    );
    expect(restSentence({ ...counts, unchanged: 0 }, true)).toBe('37 keep their answer with one vote fewer.');
    expect(restSentence({ ...counts, changed: 0, unchanged_weaker: 0 }, false)).toBe('All 4,959 notice nothing.');
    expect(restSentence({ ...counts, changed: 0, unchanged_weaker: 0, unchanged: 1 }, false)).toBe(
      'The only domain notices nothing.',
    );
  });
  test('on a phone', () => {
    expect(peekWords(counts)).toBe('4 domains change, 1 to fallback');
    expect(peekWords({ ...counts, other_answers: 1, to_fallback: 0 })).toBe('1 domain changes');
  });
});
