import { moment } from './time.js';

const ISO = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g;

/** The master writes times in full: here they are the reader's. */
export const localTimes = (text: string, now: number): string => text.replace(ISO, (found) => moment(Date.parse(found), now));
