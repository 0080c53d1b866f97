export * from './decision.dto.js';
export * from './fields.js';
export * from './override.dto.js';
export * from './problem.dto.js';
export * from './report.dto.js';
export * from './simulate.dto.js';
export * from './status.dto.js';
export * from './task.dto.js';
