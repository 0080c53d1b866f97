export { type Command, type Daemon, readCommandLine } from './command-line.js';
export { LineLogger } from './log.js';
export { LogSection } from './log.section.js';
