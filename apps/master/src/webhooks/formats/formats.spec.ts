import { describe, expect, it } from 'vitest';
import { FORMATS } from './formats.js';

const HOSTILE = 'a.failover: <!channel> <@U1> & <https://x|y>\n@everyone *bold*\u2028end';
const message = {
  id: 7,
  at: '2026-01-02T03:04:05.678Z',
  kind: 'override',
  domain: 'a.failover',
  text: HOSTILE,
  data: { who: 'x' },
};

describe('what stands in an event reaches nobody who is not meant', () => {
  it('json: as it is', () => {
    expect(FORMATS.json(message)).toEqual(message);
  });

  it('slack: no mention, no link, one line', () => {
    expect(FORMATS.slack(message)).toEqual({
      text: 'a.failover: &lt;!channel&gt; &lt;@U1&gt; &amp; &lt;https://x|y&gt; @everyone *bold* end',
      mrkdwn: false,
    });
  });

  it('discord: nobody is mentioned', () => {
    expect(FORMATS.discord(message)).toEqual({
      content: 'a.failover: \\<!channel\\> \\<@U1\\> & \\<https://x\\|y\\> @everyone \\*bold\\* end',
      allowed_mentions: { parse: [] },
    });
  });
});

it.each([
  ['slack', 3000],
  ['discord', 2000],
] as const)('%s: at most %i characters, the last of which says that there is more', (format, longest) => {
  const text = JSON.stringify(FORMATS[format]({ ...message, text: 'z'.repeat(5000) }));
  expect([/z+/.exec(text)![0].length, text.includes('z…')]).toEqual([longest - 1, true]);
});
