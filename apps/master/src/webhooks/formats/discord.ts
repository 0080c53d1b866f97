import { type Format, oneLine } from './format.js';

const LONGEST = 2000;

/** For Discord's webhooks. Nobody is mentioned, whatever stands in it; Markdown is escaped. */
export const discord: Format = ({ text }) => ({
  content: oneLine(oneLine(text, LONGEST).replace(/[\\*_~`|>#[\]()<]/g, '\\$&'), LONGEST),
  allowed_mentions: { parse: [] },
});
