import { type Format } from './format.js';

/** The event as it is, a transition with its whole reasoning: docs/webhooks.md. */
export const json: Format = ({ id, at, kind, domain, text, data }) => ({ id, at, kind, domain, text, data });
