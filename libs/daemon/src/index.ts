export { type Command, type Daemon, readCommandLine } from './command-line.js';
export { LineLogger } from './log.js';
export { LogSection } from './log.section.js';
export { serviceManager, type ServiceManager } from './service-manager.js';
