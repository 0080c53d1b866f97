import { type Format, oneLine } from './format.js';

const LONGEST = 3000;

/** For Slack's incoming webhooks. What is escaped can be neither a mention nor a link; `mrkdwn: false` leaves * and _ as they are. */
export const slack: Format = ({ text }) => ({ text: escaped(oneLine(text, LONGEST)), mrkdwn: false });

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
