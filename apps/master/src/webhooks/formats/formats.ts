import { type WebhookFormat } from '../../config/sections/webhook.section.js';
import { discord } from './discord.js';
import { type Format } from './format.js';
import { json } from './json.js';
import { slack } from './slack.js';

/** Every format there is. */
export const FORMATS: Readonly<Record<WebhookFormat, Format>> = { json, slack, discord };
