export * from './types.js';
export { DnsServer } from './servers/dns-server.js';
export { ZoneError } from './servers/answer-table.js';
export { BindError } from './servers/worker-handle.js';
export { TIMED_EVERY } from './stats/counters.js';
export { type DnsStats } from './stats/stats.js';
export { FormatError } from './wire/format-error.js';
export { type ZoneFault } from './zone/model.js';
export { validateZone } from './zone/read.js';
